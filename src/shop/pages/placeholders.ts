import type { Shop } from '../shop.js';
import { addressLines } from '../shop.view.js';

/** What `{{name}}` and others stand for in a page: lines, or none where `shop.json` says nothing. */
const VALUES = {
  name: ({ name }) => [name],
  address: ({ address }) => addressLines(address),
  country: ({ address, locale }) => [countryName(address.country, locale)],
  email: ({ email }) => [email],
  phone: ({ phone }) => [phone],
  taxNumber: ({ taxNumber }) => [taxNumber],
  registration: ({ registration }) => [registration],
  openingHours: ({ openingHours }) => openingHours,
  returnDays: ({ policies }) => [policies.returnDays || null],
  withdrawalDays: ({ policies }) => [policies.withdrawalDays || null],
} satisfies Record<string, (shop: Shop) => readonly (string | number | null)[]>;

type Placeholder = keyof typeof VALUES;

export const PLACEHOLDERS = Object.keys(VALUES);
const PLACEHOLDER = /\{\{\s*(\w*)\s*\}\}/g;
/** What Markdown gives a meaning to. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const HARD_BREAK = '\\\n';

/** The names in it that stand for nothing. */
export function unknownPlaceholders(markdown: string): string[] {
  const names = [...markdown.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !isPlaceholder(name));
}

/** With the values in place, as plain text of Markdown. A line whose placeholder has no value is left out. */
export function fillIn(markdown: string, shop: Shop): string {
  return markdown
    .split('\n')
    .flatMap((line) => fillLine(line, shop) ?? [])
    .join('\n');
}

function fillLine(line: string, shop: Shop): string | null {
  const names = [...line.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  if (names.some((name) => valuesOf(name, shop).length === 0)) return null;
  return line.replace(PLACEHOLDER, (_written, name: string) =>
    valuesOf(name, shop).map(asText).join(HARD_BREAK),
  );
}

function valuesOf(name: string, shop: Shop) {
  return isPlaceholder(name) ? VALUES[name](shop).filter((value) => value !== null) : [];
}

const asText = (value: string | number) =>
  String(value).replace(/\s+/g, ' ').replace(PUNCTUATION, '\\$&');

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.includes(name);
}

function countryName(country: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}
