import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { argumentsOf } from '../../test/support/message-arguments.js';
import { flatten, LANGUAGES, textsFor, type TextTree } from './languages.js';

const english = new Map(flatten(LANGUAGES['en'] ?? {}));

/** What is missing from a language, and what it has that English has not. */
function differences(tree: TextTree): string[] {
  const texts = new Map(flatten(tree));
  const keys = new Set([...english.keys(), ...texts.keys()]);
  return [...keys].flatMap((key) => {
    const [text, original] = [texts.get(key), english.get(key)];
    if (text === undefined) return `${key} is missing`;
    if (original === undefined) return `${key} is not in English`;
    const [has, needs] = [argumentsOf(text).join(' '), argumentsOf(original).join(' ')];
    return has === needs ? [] : `${key} has (${has}) instead of (${needs})`;
  });
}

describe('the language files', () => {
  it('are all known', () => {
    const files = readdirSync(path.join(import.meta.dirname, 'languages'));

    expect(Object.keys(LANGUAGES).map((code) => `${code}.json`)).toEqual(files.sort());
  });

  it.each(Object.entries(LANGUAGES))('%s has the keys and arguments of English', (_code, tree) => {
    expect(differences(tree)).toEqual([]);
  });

  it.each(Object.entries(LANGUAGES))('%s names itself', (code, tree) => {
    expect(new Map(flatten(tree)).get('language.code')).toBe(code);
  });

  it.each(Object.entries(LANGUAGES))('%s has no empty text, and no HTML', (_code, tree) => {
    const bad = flatten(tree).filter(
      ([, text]) => !text.trim() || /&\w+;|<\/?[a-z]+ |<br/.test(text),
    );

    expect(bad).toEqual([]);
  });

  it.each([
    [{ offer: {} }, 'offer.total is missing'],
    [{ offer: { sum: 'Summe' } }, 'offer.sum is not in English'],
    [{ offer: { total: '{x} Summe' } }, 'offer.total has (x) instead of ()'],
  ])('would not pass with %j', (tree, difference) => {
    expect(differences(tree)).toContain(difference);
  });
});

describe(textsFor, () => {
  it('takes the language of the locale', () => {
    expect(textsFor('en-GB').get('offer.total')).toBe('Total');
  });

  it('refuses a language that the shop has not', () => {
    expect(() => textsFor('eo')).toThrow(
      'There are no texts in the language of eo, only in: de, en',
    );
  });
});
