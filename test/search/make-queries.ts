// `npx tsx test/search/make-queries.ts`: writes queries.ndjson, the same each time, in about a minute.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { seededRandom } from '../../src/catalog/domain/cover/seeded-random.js';
import { foldedWords } from '../../src/catalog/search/words.js';
import { demoBook } from '../../src/catalog/seed/demo/demo-book.js';
import { type Kind, KINDS, type Query } from './query.js';
import { spell } from './spell.js';

const QUERIES = 1_000;
/** The books that are searched for are in every demo catalogue of at least so many. */
const AMONG = 10_000;
const MILLION = 1_000_000;

type Candidate = Query & {
  /** The words of the title that the query means. */
  meant: string[];
  /** In how many titles all of them are. */
  titles: number;
};

function candidates(): Candidate[] {
  const random = seededRandom('queries');
  return Array.from({ length: AMONG }, (_, at) => at)
    .map((index) => ({ index, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ index }, at) => candidate(index, KINDS[at % KINDS.length] ?? 'all'))
    .filter((made) => made !== null);
}

/** Null if the change leaves this title as it is. */
function candidate(index: number, kind: Kind): Candidate | null {
  const { title, isbn = '' } = demoBook(index, 'usd');
  const text = spell(title, kind, seededRandom(`query:${index}`));
  if (text === title) return null;
  const meant = foldedWords(kind === 'few' ? text : title);
  return { kind, text, isbn, meant, titles: 0 };
}

/** Counts the titles of a million books in which all words are that a query means. */
function countTitles(made: readonly Candidate[]) {
  const byLongest = new Map<string, Candidate[]>();
  for (const each of made) {
    const word = longest(each.meant);
    byLongest.set(word, [...(byLongest.get(word) ?? []), each]);
  }
  for (let index = 0; index < MILLION; index += 1) {
    const words = new Set(foldedWords(demoBook(index, 'usd').title));
    for (const each of [...words].flatMap((word) => byLongest.get(word) ?? []))
      if (each.meant.every((word) => words.has(word))) each.titles += 1;
  }
}

const longest = (words: readonly string[]) =>
  words.reduce((best, word) => (word.length > best.length ? word : best), '');

const made = candidates();
countTitles(made);
// Of what is ambiguous, nobody could say which book is meant.
const lines = made
  .filter(({ titles }) => titles === 1)
  .slice(0, QUERIES)
  .map(({ kind, text, isbn }) => `${JSON.stringify({ kind, text, isbn })}\n`);
writeFileSync(path.join(import.meta.dirname, 'queries.ndjson'), lines.join(''));
