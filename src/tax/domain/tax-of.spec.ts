import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aLine } from '../../../test/support/offers.js';
import { anyTaxedCart, aRegion, taxedAt, ratesOf } from '../../../test/support/taxes.js';
import { money, type Money } from '../../money/money.js';
import { amountOf, type OfferLine } from '../../pricing/offer.js';
import type { Tax, TaxedItem } from '../../pricing/tax.js';
import { taxOf } from './tax-of.js';

const usd = (minor: number) => money(minor, 'usd');
const BOOK = aLine({ unitPrice: usd(2300) });
const CALENDAR = aLine({ unitPrice: usd(1190), taxCategory: 'other' });

const sum = (amounts: readonly Money[]) => amounts.reduce((total, { minor }) => total + minor, 0);
const itemsOf = (...lines: OfferLine[]): TaxedItem[] =>
  lines.map((line) => ({ amount: amountOf(line), taxedAs: line.taxCategory }));
const forDelivery = (amount: Money): TaxedItem => ({ amount, taxedAs: 'delivery' });
const off = ({ minor, currency }: Money): TaxedItem => ({
  amount: money(-minor, currency),
  taxedAs: 'goods',
});
const inShort = (tax: Tax | null) =>
  tax?.parts.map(({ rate, net, tax: each, gross }) => [rate, net.minor, each.minor, gross.minor]);

describe(taxOf.name, () => {
  it('is within the price where prices include it, by rate', () => {
    const tax = taxOf(itemsOf(BOOK, CALENDAR), taxedAt());

    expect(tax).toMatchObject({ isIncluded: true, isEstimated: false });
    expect(inShort(tax)).toEqual([
      ['19', 1000, 190, 1190],
      ['7', 2150, 150, 2300],
    ]);
    expect(tax?.parts.map(({ categories }) => categories)).toEqual([['other'], ['book']]);
  });

  it('is added to the price where prices exclude it', () => {
    const rules = {
      pricesIncludeTax: false,
      regions: [aRegion({ rates: ratesOf({ book: '8.25' }) })],
    };
    const tax = taxOf(itemsOf(BOOK), taxedAt(rules));

    expect(tax?.isIncluded).toBe(false);
    expect(inShort(tax)).toEqual([['8.25', 2300, 190, 2490]]);
  });

  it('is rounded once for a rate, on the sum, not line by line', () => {
    // Each of the three would be rounded from 0.5 cents to 1.
    const lines = [1, 2, 3].map((bookId) => aLine({ bookId, unitPrice: usd(50) }));
    const rules = {
      pricesIncludeTax: false,
      regions: [aRegion({ rates: ratesOf({ book: '1' }) })],
    };

    expect(inShort(taxOf(itemsOf(...lines), taxedAt(rules)))).toEqual([['1', 150, 2, 152]]);
  });

  it('has a part for a rate of 0', () => {
    const regions = [aRegion({ rates: ratesOf({ book: '0' }) })];

    expect(inShort(taxOf(itemsOf(BOOK), taxedAt({ regions })))).toEqual([['0', 2300, 0, 2300]]);
  });

  it('counts categories with one rate together', () => {
    const lines = [BOOK, aLine({ bookId: 2, unitPrice: usd(700), taxCategory: 'ebook' })];

    expect(taxOf(itemsOf(...lines), taxedAt())?.parts).toMatchObject([
      { rate: '7', categories: ['book', 'ebook'], gross: usd(3000) },
    ]);
  });

  it('taxes delivery as the goods, in proportion of their prices', () => {
    const lines = [
      aLine({ unitPrice: usd(1000) }),
      aLine({ unitPrice: usd(2000), taxCategory: 'other' }),
    ];

    const tax = taxOf([...itemsOf(...lines), forDelivery(usd(500))], taxedAt());

    expect(tax?.parts).toMatchObject([
      { rate: '19', gross: usd(2333) },
      { rate: '7', gross: usd(1167) },
    ]);
  });

  it('taxes delivery at a rate of its own where the country has one', () => {
    const regions = [aRegion({ rates: ratesOf({ book: '0', delivery: '20' }) })];

    expect(inShort(taxOf([...itemsOf(BOOK), forDelivery(usd(600))], taxedAt({ regions })))).toEqual(
      [
        ['20', 500, 100, 600],
        ['0', 2300, 0, 2300],
      ],
    );
  });

  it('does not tax what is taken off the goods, by rate', () => {
    const tax = taxOf([...itemsOf(BOOK, CALENDAR), off(usd(349))], taxedAt());

    expect(tax?.parts).toMatchObject([
      { rate: '19', gross: usd(1190 - 119) },
      { rate: '7', gross: usd(2300 - 230) },
    ]);
  });

  it('shares delivery by prices before anything is taken off them', () => {
    const items = [...itemsOf(BOOK), off(usd(2300)), forDelivery(usd(450))];

    expect(taxOf(items, taxedAt())?.parts).toMatchObject([{ rate: '7', gross: usd(450) }]);
  });

  it('is null where no tax is collected', () => {
    const elsewhere = { ...taxedAt(), place: { country: 'FR', state: null } };

    expect(taxOf(itemsOf(BOOK), elsewhere)).toBeNull();
  });

  it('adds up for any cart, in currencies without, with two and with three decimals', () => {
    fc.assert(
      fc.property(anyTaxedCart, ({ items, where }) => {
        const tax = taxOf(items, where);
        const parts = tax?.parts ?? [];
        const priced = sum(items.map(({ amount }) => amount));

        expect(sum(parts.map((part) => (tax?.isIncluded ? part.gross : part.net)))).toBe(priced);
        for (const part of parts) {
          expect(part.net.minor + part.tax.minor).toBe(part.gross.minor);
          expect(Math.min(part.net.minor, part.tax.minor)).toBeGreaterThanOrEqual(0);
          // Half a minor unit at most: rounded once.
          const exact = (part.net.minor * Number(part.rate)) / 100;
          expect(Math.abs(part.tax.minor - exact)).toBeLessThanOrEqual(
            tax?.isIncluded ? 1.0001 : 0.5001,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
