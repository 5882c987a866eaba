import { textsFor, type TextKey } from './languages.js';
import { perLocale } from './locale.js';
import { Messages } from './messages.js';

export const messages = perLocale(({ tag }) => new Messages(tag, textsFor(tag)));

/** What people read, in the language of the shop. Templates have the helper `t` for it. */
export const Texts = {
  /** Plain text. Throws an Error if an argument is missing. */
  t(key: TextKey, values: Readonly<Record<string, string | number | boolean>> = {}): string {
    return messages().text(key, values);
  },

  /** Whether there is a text for what comes from data. */
  has: (key: string): boolean => messages().has(key),
};
