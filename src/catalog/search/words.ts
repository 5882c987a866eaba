/** Letters without a diacritic that could be folded. The view BookWords replaces the same ones. */
const REPLACED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+/g;
const MAX_WORDS = 8;

const lower = (text: string) =>
  text.toLowerCase().replace(/[ßæœøłđ]/g, (letter) => REPLACED[letter] ?? letter);

/** The words of what is searched for. Everything else in it, such as operators, is not looked at. */
export function toWords(text: string): string[] {
  const words = lower(text.normalize('NFC')).match(WORD) ?? [];
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** Without case and diacritics, to compare. */
export function foldedWords(text: string): string[] {
  // Most texts: five hundred of them are compared with a search.
  if (ASCII.test(text)) return text.toLowerCase().match(ASCII_WORD) ?? [];
  return lower(text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')).match(WORD) ?? [];
}
