import { type Currency, minimumChargeMinor } from '../../../money/currency.js';
import { type Contributor, FORMATS } from '../../domain/book.js';
import { seededRandom, type SeededRandom } from '../../domain/cover/seeded-random.js';
import type { BookRecord } from '../book-entry.js';
import { DEMO_LANGUAGES, type DemoLanguage } from './languages.js';
import { DEMO_SUBJECTS } from './subjects.js';

const PUBLISHER_COUNT = 400;
/** A range of ISBNs that no publisher has. */
const ISBN_RANGE = '9799';
/** Coprime to the size of the range, so that every book has another number. */
const ISBN_STEP = 61_803_399;
const ISBN_COUNT = 100_000_000;

/** The book of this number, from 0: the same for ever. */
export function demoBook(index: number, currency: Currency): BookRecord {
  const random = seededRandom(`demo:${index}`);
  const language = pick(random, DEMO_LANGUAGES);
  const title = titleOf(random, language);
  return {
    slug: `${slugged(title)}-${index.toString(36)}`,
    title,
    contributors: contributorsOf(random, language),
    publisher: publisherOf(Math.floor(random() * PUBLISHER_COUNT)),
    publicationDate: dateOf(random),
    format: pick(random, FORMATS),
    pages: 60 + Math.floor(random() ** 2 * 900),
    language: language.tag,
    weightGrams: 120 + Math.floor(random() * 1_400),
    isbn: isbnOf(index),
    subjects: subjectsOf(random),
    description: descriptionOf(random, title),
    unitPriceMinor: minimumChargeMinor(currency) * (15 + Math.floor(random() * 165)),
    ...(random() < 0.4 ? { stock: Math.floor(random() * 60) } : {}),
    withdrawn: false,
  };
}

function pick<T>(random: SeededRandom, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

function titleOf(random: SeededRandom, language: DemoLanguage): string {
  const { adjectives = [], nouns } = language;
  const parts: Record<string, () => string> = {
    A: () => pick(random, adjectives),
    N: () => pick(random, nouns),
    M: () => pick(random, nouns),
    P: () => nameOf(random, language),
    Q: () => `${pick(random, language.firstNames)} ${nameOf(random, language)}`,
  };
  const title = pick(random, language.titles).replace(
    /\{(\w)\}/g,
    (_part, name: string) => parts[name]?.() ?? '',
  );
  return language.tag === 'en'
    ? title.replace(/(^|[ :,]+)([a-z])(?=[a-z]{3})/g, capital)
    : title.replace(/^\p{L}/u, (first) => first.toUpperCase());
}

const capital = (_match: string, before: string, letter: string) => before + letter.toUpperCase();

function nameOf(random: SeededRandom, { syllables: [first, middle, last] }: DemoLanguage): string {
  return pick(random, first) + pick(random, middle) + pick(random, last);
}

/** Few names are taken by many: an author has several books. */
function personOf(random: SeededRandom, language: DemoLanguage): string {
  const family = seededRandom(`family:${language.tag}:${Math.floor(random() ** 2 * 4_000)}`);
  return `${pick(random, language.firstNames)} ${nameOf(family, language)}`;
}

function contributorsOf(random: SeededRandom, language: DemoLanguage): Contributor[] {
  const authors = random() < 0.12 ? 2 : 1;
  const people: Contributor[] = Array.from({ length: authors }, () => ({
    name: personOf(random, language),
    role: 'author',
  }));
  if (random() < 0.2) people.push({ name: personOf(random, language), role: 'translator' });
  if (random() < 0.1) people.push({ name: personOf(random, language), role: 'illustrator' });
  return people;
}

function publisherOf(number: number): string {
  const random = seededRandom(`publisher:${number}`);
  const name = nameOf(random, pick(random, DEMO_LANGUAGES));
  return `${name} ${pick(random, ['Press', 'Books', 'Verlag', 'Éditions', 'House', 'Editorial'])}`;
}

function dateOf(random: SeededRandom): string {
  const two = (value: number) => String(1 + Math.floor(value)).padStart(2, '0');
  const year = 2026 - Math.floor(random() ** 2 * 90);
  return `${year}-${two(random() * 12)}-${two(random() * 28)}`;
}

function isbnOf(index: number): string {
  const body = ISBN_RANGE + String((index * ISBN_STEP) % ISBN_COUNT).padStart(8, '0');
  const sum = Array.from(body).reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1),
    0,
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function subjectsOf(random: SeededRandom) {
  const count = 1 + Math.floor(random() * 3);
  const subjects = Array.from({ length: count }, () => pick(random, DEMO_SUBJECTS));
  return [...new Set(subjects)].map((subject) => ({ ...subject }));
}

const SENTENCES = [
  'Nobody expected it to be read twice.',
  'It begins with a letter that was never sent, and ends where most such stories begin.',
  'A patient account of what was lost, what was kept, and who wrote it down.',
  'Half of it is a journey; the other half is the reason for not going home.',
  'The author spent eleven winters with the people of whom this book tells.',
  'With maps, a short glossary, and more footnotes than it needs.',
  'Four generations, one house, and a question that each of them answers differently.',
  'It explains with a pencil and a kitchen table what others explain with a laboratory.',
  'A quarrel among neighbours turns out to be about everything else.',
  'Readers who skip the preface will have to come back to it.',
  'What looks like a list of small things is a history of a large one.',
  'It was written in a hurry, and rewritten for twenty years.',
] as const;

function descriptionOf(random: SeededRandom, title: string): string {
  const count = 2 + Math.floor(random() * 3);
  const sentences = Array.from({ length: count }, () => pick(random, SENTENCES));
  return `${title}. ${[...new Set(sentences)].join(' ')}`;
}

function slugged(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('œ', 'oe');
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 80).replace(/-$/, '') || 'book';
}
