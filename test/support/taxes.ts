import fc from 'fast-check';
import type { Currency } from '../../src/money/currency.js';
import { money, type Money } from '../../src/money/money.js';
import { TAX_CATEGORIES, type TaxedAs, type TaxedItem } from '../../src/pricing/tax.js';
import { canonicalRate } from '../../src/tax/domain/rate.js';
import type { TaxedAt } from '../../src/tax/domain/tax-of.js';
import type { Rates, TaxRegion } from '../../src/tax/domain/tax-rules.js';

/** Without decimals, with two, and with three: the shop sells in none with three yet, the arithmetic must not care. */
export const CURRENCIES_OF_EACH_KIND = ['jpy', 'usd', 'kwd' as Currency] as const;

export const ratesOf = (changes: Partial<Rates> = {}): Rates => ({
  ...{ book: '7', ebook: '7', other: '19', delivery: null },
  ...changes,
});

export const aRegion = (changes: Partial<TaxRegion> = {}): TaxRegion => ({
  ...{ country: 'DE', state: [], name: 'VAT', rates: ratesOf(), validFrom: null },
  ...changes,
});

/** In Germany, with prices that include tax. */
export const taxedAt = (changes: Partial<TaxedAt['rules']> = {}): TaxedAt => ({
  rules: { pricesIncludeTax: true, regions: [aRegion()], ...changes },
  place: { country: 'DE', state: null },
  isEstimated: false,
  at: new Date('2026-11-30T12:00:00Z'),
});

const aRate = fc
  .tuple(fc.nat(100), fc.nat(9_999))
  .map(([whole, decimals]) =>
    whole === 100 ? '100' : (canonicalRate(`${whole}.${String(decimals).padStart(4, '0')}`) ?? '0'),
  );

export type TaxedCart = typeof anyTaxedCart extends fc.Arbitrary<infer Cart> ? Cart : never;

/** What is taxed of any cart, in one currency: lines, delivery and what is taken off. */
export const anyTaxedCart = fc
  .record({
    currency: fc.constantFrom(...CURRENCIES_OF_EACH_KIND),
    lines: fc.array(
      fc.record({
        minor: fc.integer({ min: 1, max: 900_000 }),
        quantity: fc.integer({ min: 1, max: 10 }),
        taxCategory: fc.constantFrom(...TAX_CATEGORIES),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    delivery: fc.option(fc.integer({ min: 1, max: 99_999 })),
    share: fc.option(fc.double({ min: 0, max: 0.9, noNaN: true })),
    rates: fc.record({ book: aRate, ebook: aRate, other: aRate, delivery: fc.option(aRate) }),
    pricesIncludeTax: fc.boolean(),
  })
  .map(({ currency, lines, delivery, share, rates, pricesIncludeTax }) => {
    const ofGoods = lines.map(({ minor, quantity, taxCategory }) =>
      anItem(taxCategory, money(minor * quantity, currency)),
    );
    const goodsMinor = ofGoods.reduce((sum, { amount }) => sum + amount.minor, 0);
    const off = Math.floor(goodsMinor * (share ?? 0));
    return {
      items: [
        ...ofGoods,
        ...(delivery === null ? [] : [anItem('delivery', money(delivery, currency))]),
        ...(share === null ? [] : [anItem('goods', money(-off, currency))]),
      ],
      where: taxedAt({ pricesIncludeTax, regions: [aRegion({ rates })] }),
    };
  });

const anItem = (taxedAs: TaxedAs, amount: Money): TaxedItem => ({ taxedAs, amount });
