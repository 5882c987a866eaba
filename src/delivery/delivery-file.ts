import { z } from 'zod';
import { CURRENCIES, type Currency, isCurrency } from '../money/currency.js';
import { readAmount } from '../money/read-amount.js';
import { Country } from '../shop/country.js';

const text = (example: string) =>
  z
    .string(`must be a text, such as "${example}"`)
    .trim()
    .min(1, `must not be empty: write for example "${example}"`)
    .max(100, 'must have at most 100 characters');
const code = z
  .string('must be a short name, such as "letter"')
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, such as "letter"')
  .refine((given) => given !== 'pickup', 'must not be "pickup": name it for example "collect"');
const grams = z
  .int('must be a whole number of grams, such as 500')
  .min(1, 'must be 1 gram or more, such as 500')
  .max(1_000_000, 'must be at most 1000000 grams');

/** By currency: `{ "eur": "4.50" }`. */
const Amounts = z
  .record(
    z.string(),
    z.string('must be a text, such as "4.50"'),
    'must be by currency, such as { "eur": "4.50" }',
  ) // prettier-ignore
  .superRefine((amounts, context) => {
    for (const [currency, amount] of Object.entries(amounts)) {
      const message = problemOf(currency, amount);
      if (message) context.addIssue({ code: 'custom', path: [currency], message });
    }
  });

function problemOf(currency: string, amount: string): string | null {
  if (!isCurrency(currency)) return `is no currency: it must be one of ${CURRENCIES.join(', ')}`;
  if (readAmount(amount, currency) !== null) return null;
  return `must be an amount in ${currency.toUpperCase()}, such as ${exampleIn(currency)}`;
}

function exampleIn(currency: Currency): string {
  return readAmount('4.50', currency) === null ? '"450"' : '"4.50"';
}

const Rate = z.strictObject({
  upToGrams: grams.optional(),
  upToTotal: Amounts.optional(),
  price: Amounts,
});

const PostMethod = z.strictObject({
  code,
  name: text('Letter'),
  estimate: text('3–5 days'),
  rates: z
    .array(Rate, 'must be a list, such as [{ "price": { "eur": "4.50" } }]')
    .min(1, 'must have a rate, such as { "price": { "eur": "4.50" } }')
    .superRefine(refuseUnreachable),
  freeFrom: Amounts.optional(),
});

const PickupMethod = z.strictObject({
  code,
  name: text('Collect in the shop'),
  estimate: text('Ready within a day'),
});

const Zone = z.strictObject({
  name: text('Europe'),
  /** `*`: all countries that no other zone names. */
  countries: z.union(
    [z.literal('*'), z.array(Country).min(1, 'must name a country, such as ["DE"]')],
    'must be a list of countries by ISO 3166, such as ["DE", "AT"], or "*" for all others',
  ),
  methods: z.array(PostMethod).min(1, 'must have a method'),
});

/** `delivery.json` as it is written. */
export const DeliveryFile = z
  .strictObject({
    defaultWeightGrams: grams.default(500),
    zones: z.array(Zone).default([]),
    pickup: z.array(PickupMethod).default([]),
  })
  .superRefine(refuseRepeats);
export type DeliveryFile = z.output<typeof DeliveryFile>;
export type AmountsInFile = z.output<typeof Amounts>;
export type MethodInFile = z.output<typeof PostMethod>;

type Context = z.core.$RefinementCtx;

/** A heavier shipment comes after a lighter one, or the first would take both. */
function refuseUnreachable(rates: z.output<typeof Rate>[], context: Context) {
  for (const [at, rate] of rates.entries()) {
    const before = rates[at - 1];
    if (!before || before.upToTotal || rate.upToTotal) continue;
    if ((rate.upToGrams ?? Infinity) > (before.upToGrams ?? Infinity)) continue;
    const message =
      'is never reached: list the rates from light to heavy, the one without "upToGrams" last';
    context.addIssue({ code: 'custom', path: [at], message });
  }
}

interface Named {
  name: string;
  path: (string | number)[];
}

function refuseRepeats(
  { zones, pickup }: Pick<DeliveryFileParts, 'zones' | 'pickup'>,
  context: Context,
) {
  // prettier-ignore
  const countries = zones.flatMap((zone, at) =>
    [zone.countries].flat().map((name, place) => ({
      name,
      path: ['zones', at, 'countries', ...(name === '*' ? [] : [place])],
    })),
  );
  refuseRepeated(countries, 'is in a zone already: a country has one', context);
  const again = 'is the code of another method here: give each its own';
  for (const [at, { methods }] of zones.entries()) {
    refuseRepeated(codesOf(methods, ['zones', at, 'methods']), again, context);
  }
  refuseRepeated(codesOf(pickup, ['pickup']), again, context);
}

interface DeliveryFileParts {
  zones: { countries: '*' | string[]; methods: { code: string }[] }[];
  pickup: { code: string }[];
}

function codesOf(methods: readonly { code: string }[], path: (string | number)[]): Named[] {
  return methods.map((method, at) => ({ name: method.code, path: [...path, at, 'code'] }));
}

function refuseRepeated(all: readonly Named[], message: string, context: Context) {
  const seen = new Set<string>();
  for (const { name, path } of all) {
    if (seen.has(name)) context.addIssue({ code: 'custom', path, message });
    seen.add(name);
  }
}
