import { languageOf } from './locale.js';
import de from './languages/de.json' with { type: 'json' };
import en from './languages/en.json' with { type: 'json' };

/** The texts of each language, by the language's code. English is complete; the others have its keys. */
export const LANGUAGES: Readonly<Record<string, TextTree>> = { de, en };

/** Texts in groups by feature. */
export interface TextTree {
  [name: string]: string | TextTree;
}

type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}`;
}[keyof T & string];

/** Where a text is in the language files, such as `cart.empty`. */
export type TextKey = Keys<typeof en>;

/**
 * By their keys, in English where the language lacks one: a shopper reads on. Throws an Error if the shop has no
 * texts in the locale's language.
 */
export function textsFor(tag: string): ReadonlyMap<string, string> {
  const language = languageOf(tag);
  const tree = LANGUAGES[language];
  if (!tree) {
    const known = Object.keys(LANGUAGES).join(', ');
    throw new Error(`There are no texts in the language of ${tag}, only in: ${known}`);
  }
  return new Map([...flatten(en), ...flatten(tree)]);
}

/** Pairs of key and text. */
export function flatten(tree: TextTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value]] : flatten(value, `${prefix}${name}.`),
  );
}
