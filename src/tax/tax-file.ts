import { z } from 'zod';
import { Country } from '../shop/country.js';
import { canonicalRate } from './domain/rate.js';
import { NO_TAX, type TaxRegion, type TaxRules } from './domain/tax-rules.js';

const Rate = z
  .string('must be a rate in per cent, in quotes, such as "7" or "8.25"')
  .transform((text, context) => {
    const rate = canonicalRate(text);
    if (rate !== null && !isFraction(rate)) return rate;
    context.addIssue(
      rate === null
        ? 'must be a rate from 0 to 100 per cent, such as "7" or "8.25"'
        : `is less than one per cent: write "7" for 7 %, not "0.07"`,
    );
    return z.NEVER;
  });

/** Nobody's rate of tax: 0.07 is meant to be 7 %. */
const isFraction = (rate: string) => rate.startsWith('0.');

const Rates = z.strictObject({
  book: Rate,
  ebook: Rate,
  other: Rate,
  /** Null: as the goods that are delivered. */
  delivery: Rate.nullable().default(null),
});

const Name = z
  .string('must be what the tax is called, such as "VAT"')
  .trim()
  .min(1, 'must be what the tax is called, such as "VAT"')
  .max(40, 'must have at most 40 characters');

const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'must be a day or a moment, such as "2027-01-01" or "2027-01-01T00:00:00+01:00"',
  })
  .transform((text) => new Date(text));

const State = z
  .string('must be a name of a state, such as "NY"')
  .trim()
  .min(2, 'must be a name of a state, such as "NY"');

const Region = z
  .strictObject({
    /** Without it: all countries that are not listed. */
    country: Country.nullable().default(null),
    /** In all the ways in which shoppers write it. */
    state: z
      .array(State, 'must be a list of names of a state, such as ["NY", "New York"]')
      .default([]),
    name: Name.optional(),
    validFrom: Moment.nullable().default(null),
    rates: Rates,
  })
  .refine(({ country, state }) => state.length === 0 || country !== null, {
    error: 'has a state without a country: add one, such as "US"',
  });

const Collected = z
  .strictObject({
    collect: z.literal(true),
    name: Name,
    pricesIncludeTax: z.boolean('must be true (as in the EU) or false (as in the US)'),
    regions: z
      .array(Region, 'must be a list of countries with their rates')
      .min(1, 'must have a country: {"country": "DE", "rates": {"book": "7", …}}'),
  })
  .superRefine(({ regions }, context) => {
    const keys = regions.map(({ country, state, validFrom }) => JSON.stringify([country, state, validFrom])); // prettier-ignore
    for (const [at, key] of keys.entries()) {
      if (keys.indexOf(key) === at) continue;
      const message = 'is there twice: remove one, or give it another "validFrom"';
      context.addIssue({ code: 'custom', path: ['regions', at], message });
    }
  });

const NotCollected = z.strictObject({ collect: z.literal(false) });

/** `tax.json`: whether the shop collects tax, where and at which rates. */
export const TaxFile = z
  .discriminatedUnion('collect', [Collected, NotCollected], {
    error: 'must have "collect": true or false',
  })
  .transform((file): TaxRules => {
    if (!file.collect) return NO_TAX;
    const regions = file.regions.map((region): TaxRegion => ({ ...region, name: region.name ?? file.name })); // prettier-ignore
    return { pricesIncludeTax: file.pricesIncludeTax, regions };
  });
