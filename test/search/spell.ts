import type { SeededRandom } from '../../src/catalog/domain/cover/seeded-random.js';
import type { Kind } from './query.js';

const WORD = /[\p{L}\p{M}]+/gu;
const MIN_PREFIX = 4;
const FEW = 3;
const WITHOUT_ACCENT: Record<string, string> = { ß: 'ss', œ: 'oe', Œ: 'Oe', ł: 'l', Ł: 'L' };

type Change = (text: string, random: SeededRandom) => string;

const inAnotherCase: Change = (text, random) =>
  random() < 0.5 ? text.toUpperCase() : text.toLowerCase();
const withoutAccents: Change = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßœŒłŁ]/g, (letter) => WITHOUT_ACCENT[letter] ?? letter);
const beginningsOfWords: Change = (text, random) =>
  text.replace(WORD, (word) => beginning(word, random));
const swapped: Change = (text, random) => shuffled(text.split(' '), random).join(' ');
const fewWords: Change = (text, random) => {
  const long = (text.match(WORD) ?? []).filter((word) => word.length >= MIN_PREFIX);
  return shuffled(long, random).slice(0, FEW).join(' ');
};

const CHANGES: Record<Kind, readonly Change[]> = {
  case: [inAnotherCase],
  accents: [withoutAccents],
  prefixes: [beginningsOfWords],
  swapped: [swapped],
  few: [fewWords],
  all: [withoutAccents, beginningsOfWords, swapped, inAnotherCase],
};

/** The title as somebody else types it. */
export function spell(title: string, kind: Kind, random: SeededRandom): string {
  return CHANGES[kind].reduce((text, change) => change(text, random), title);
}

function beginning(word: string, random: SeededRandom): string {
  const letters = Array.from(word);
  const choices = letters.length - MIN_PREFIX;
  if (choices < 1) return word;
  return letters.slice(0, MIN_PREFIX + Math.floor(random() * choices)).join('');
}

function shuffled<T>(values: readonly T[], random: SeededRandom): T[] {
  const keyed = values.map((value) => ({ value, key: random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ value }) => value);
}
