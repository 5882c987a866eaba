import { z } from 'zod';
import { quoteValue } from '../../common/quote-value.js';
import { CONTRIBUTOR_ROLES, FORMATS } from '../domain/book.js';
import { TAX_CATEGORIES } from '../../pricing/tax.js';
import { toIsbn13 } from '../domain/isbn.js';

// No longer than a page can show; Stripe, which gets the title, is sent an excerpt (`paymentDescription`).
const LONGEST = {
  slug: 100,
  title: 1_000,
  subtitle: 1_000,
  author: 2_000,
  publisher: 500,
  name: 500,
  subject: 500,
  description: 20_000,
} as const;
const MOST = { contributors: 100, subjects: 50 } as const;
/** Control characters, halves of surrogate pairs, and what a wrong conversion leaves behind. */
const BROKEN_CHARACTER = /[^\P{Cc}\n\r\t]|[\p{Cs}\uFFFD]/u;
/** Of what stands before one, in characters. */
const EXCERPT = 20;
const LINE_BREAK = /[\n\r\t]/;

// One check for all: with a million records, those of zod would take half a minute.
const text = (longest: number, convert: (value: string) => string) =>
  z.string('must be given, as text').check((field) => {
    const value = field.value.trim();
    const problem = textProblem(value, longest);
    if (problem !== null) field.issues.push({ code: 'custom', message: problem, input: value });
    field.value = convert(value);
  });
const paragraphs = (longest: number) => text(longest, (value) => value);
const line = (longest: number) => text(longest, inOneLine);

function textProblem(value: string, longest: number): string | null {
  if (value === '') return 'is empty: fill it in, or leave it out';
  if (value.length > longest) return `is longer than ${longest} characters: shorten it`;
  const at = value.search(BROKEN_CHARACTER);
  if (at === -1) return null;
  return `has a broken or invisible character (�, or a control character) ${placeOf(at, value)}: type it again`;
}

/** In words: what stands before it. */
function placeOf(at: number, value: string): string {
  if (at === 0) return 'at its beginning';
  const before = Array.from(value.slice(0, at)).slice(-EXCERPT);
  return `after ${quoteValue(before.join(''))}`;
}

function inOneLine(value: string): string {
  return LINE_BREAK.test(value) ? value.replace(/\s*[\n\r\t]\s*/gu, ' ') : value;
}

const wholeNumber = (least: number, most: number) =>
  z
    .int('must be a whole number')
    .min(least, `is less than ${least}`)
    .max(most, `is more than ${most}`)
    .optional();

const Contributor = z.strictObject({
  name: line(LONGEST.name),
  role: z
    .enum(CONTRIBUTOR_ROLES, `must be one of: ${CONTRIBUTOR_ROLES.join(', ')}`)
    .default('author'),
});

const Subject = z.strictObject({
  code: z
    .string('must be given, as text')
    .regex(/^[A-Za-z0-9][A-Za-z0-9.:_-]{0,39}$/, 'must be a code, like "PDZ" or "SCI000000"'),
  name: line(LONGEST.subject),
});

/** One record of a books file. `price` and `publishedYear` are other ways to say what another field says. */
export const BookRecord = z.strictObject({
  slug: z
    .string('must be given, as text')
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'must be lower-case words with hyphens, like "how-to-solve-it"',
    )
    .max(LONGEST.slug, `is longer than ${LONGEST.slug} characters: shorten it`),
  title: line(LONGEST.title),
  subtitle: line(LONGEST.subtitle).optional(),
  author: line(LONGEST.author).optional(),
  contributors: z
    .array(Contributor, 'must be a list')
    .max(MOST.contributors, `has more than ${MOST.contributors} names`)
    .default([]),
  publisher: line(LONGEST.publisher).optional(),
  publicationDate: z
    .string('must be given in quotes')
    .refine(isDate, 'must be a year, a month or a day, like "1979", "1979-10" or "1979-10-05"')
    .optional(),
  publishedYear: z
    .int('must be a whole year, like 1979')
    .min(1450, 'is before printing')
    .max(2100, 'is too far ahead')
    .optional(),
  format: z.enum(FORMATS, `must be one of: ${FORMATS.join(', ')}`).optional(),
  pages: wholeNumber(1, 100_000),
  language: z
    .string('must be given, as text')
    .refine(isLanguage, 'must be a language tag, like "en" or "pt-BR"')
    .transform((tag) => canonicalLanguage(tag) ?? tag)
    .optional(),
  weightGrams: wholeNumber(1, 1_000_000),
  taxCategory: z.enum(TAX_CATEGORIES, `must be one of: ${TAX_CATEGORIES.join(', ')}`).optional(),
  isbn: z
    .string('must be given in quotes')
    .transform((value) => toIsbn13(value) ?? '')
    .refine(
      Boolean,
      'is no ISBN (13 digits, or 10 of an older book, the last of which proves the others): correct it or leave it out',
    )
    .optional(),
  subjects: z
    .array(Subject, 'must be a list')
    .max(MOST.subjects, `has more than ${MOST.subjects} subjects`)
    .refine(
      (subjects) => new Set(subjects.map(({ code }) => code)).size === subjects.length,
      'names a code twice',
    )
    .default([]),
  description: paragraphs(LONGEST.description),
  unitPriceMinor: z.int('must be a whole number of minor units: $23.00 is 2300').optional(),
  price: z.string('must be given in quotes, like "23.00"').optional(),
  currency: z.string('must be given, as text').toLowerCase().optional(),
  stock: z
    .int('must be a whole number')
    .min(0, 'cannot be negative')
    .max(1_000_000_000, 'is more than 1000000000')
    .optional(),
  cover: z
    .string('must be given, as text')
    .min(1, 'is empty: fill it in, or leave it out')
    .optional(),
  coverColor: z
    .string('must be given, as text')
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like "#1f3a5f"')
    .toLowerCase()
    .optional(),
  withdrawn: z.boolean('must be true or false').default(false),
});
export type BookRecord = z.infer<typeof BookRecord>;

export const FIELDS = Object.keys(BookRecord.shape) as (keyof BookRecord)[];

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, since printing began. */
function isDate(text: string): boolean {
  if (!/^\d{4}(-\d\d){0,2}$/.test(text) || text < '1450' || text >= '2101') return false;
  if (/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(text)) return true;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A tag of BCP 47, in a form that every program reads alike. */
function isLanguage(text: string): boolean {
  return text.length <= 35 && /^[a-z]{2,3}(-|$)/i.test(text) && canonicalLanguage(text) !== null;
}

/** Asking Intl takes as long as all other checks of a record. */
const canonicalLanguages = new Map<string, string | null>();
const MAX_REMEMBERED = 1_000;

function canonicalLanguage(tag: string): string | null {
  const known = canonicalLanguages.get(tag);
  if (known !== undefined) return known;
  const canonical = askIntl(tag);
  if (canonicalLanguages.size < MAX_REMEMBERED) canonicalLanguages.set(tag, canonical);
  return canonical;
}

function askIntl(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
