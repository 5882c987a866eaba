import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AN_ADDRESS, aLine, NO_OTHER_PARTS } from '../../../test/support/offers.js';
import { CURRENCIES, type Currency } from '../../money/currency.js';
import { add, money } from '../../money/money.js';
import { amountOf, makeOffer } from '../../pricing/offer.js';
import { hintFor, toHintView } from './hint.js';
import { type DeliveryChoice, deliveryOf, optionsFor, PICKUP } from './options.js';
import { type DeliveryRates, type Rate, weightOf } from './rates.js';

const usd = (minor: number) => money(minor, 'usd');
const upTo = (upToGrams: number | null, minor: number): Rate => ({
  upToGrams,
  upToTotal: null,
  price: usd(minor),
});
const named = { name: 'Letter', estimate: '3 days' };

const RATES: DeliveryRates = {
  defaultWeightGrams: 500,
  zones: [
    {
      name: 'Here',
      countries: ['US'],
      methods: [
        { code: 'mail', ...named, rates: [upTo(1000, 450), upTo(5000, 750)], freeFrom: usd(6000) },
        { code: 'van', ...named, rates: [{ upToGrams: null, upToTotal: usd(10_000), price: usd(900) }, upTo(null, 400)], freeFrom: null }, // prettier-ignore
      ],
    },
    { name: 'There', countries: ['DE', 'FR'], methods: [{ code: 'mail', ...named, rates: [upTo(null, 1950)], freeFrom: null }] }, // prettier-ignore
  ],
  pickup: [{ code: 'collect', name: 'Collect', estimate: 'today' }],
};

const BY_MAIL: DeliveryChoice = {
  kind: 'post',
  method: 'mail',
  country: 'US',
  address: AN_ADDRESS,
};

const priceOf = (method: string, grams: number, minor: number, destination = 'US') =>
  optionsFor(destination, { grams, total: usd(minor) }, RATES).find(
    (option) => option.method === method,
  )?.amount?.minor;

describe('the price of a delivery', () => {
  it.each([
    ['the lightest band', 1000, 2300, 450],
    ['the next, from a gram more', 1001, 2300, 750],
    ['the heaviest', 5000, 2300, 750],
    ['just below free', 1000, 5999, 450],
    ['free from an amount on', 1000, 6000, 0],
    ['free, however heavy within the method', 5000, 6000, 0],
  ])('is that of %s', (_, grams, total, price) => {
    expect(priceOf('mail', grams, total)).toBe(price);
  });

  it('has none for a parcel that is too heavy, not even where it would be free', () => {
    expect(priceOf('mail', 5001, 6000)).toBeUndefined();
  });

  it('goes by the total where the rates do', () => {
    expect([priceOf('van', 90_000, 10_000), priceOf('van', 90_000, 10_001)]).toEqual([900, 400]);
  });

  it('is that of the country’s zone', () => {
    expect([priceOf('mail', 1, 1, 'FR'), priceOf('van', 1, 1, 'FR'), priceOf('mail', 1, 1, 'JP')]).toEqual([1950, undefined, undefined]); // prettier-ignore
  });

  it('is nothing for what is collected', () => {
    expect(optionsFor(PICKUP, { grams: 1, total: usd(1) }, RATES)).toEqual([
      { method: 'collect', kind: 'pickup', name: 'Collect', estimate: 'today', amount: usd(0) },
    ]);
  });

  it('takes books without a weight for average ones', () => {
    expect(weightOf([{ weightGrams: null, quantity: 3 }, { weightGrams: 200, quantity: 2 }], RATES)).toBe(1900); // prettier-ignore
  });
});

describe(deliveryOf, () => {
  const shipment = { grams: 100, total: usd(2300) };

  it('is the choice with the name and the price of today', () => {
    expect(deliveryOf(BY_MAIL, shipment, RATES)).toEqual({
      ...BY_MAIL,
      ...named,
      amount: usd(450),
    });
  });

  it.each<[string, Partial<DeliveryChoice>, number]>([
    ['a country that is not served', { country: 'JP' }, 100],
    ['a method that is not there', { method: 'parcel' }, 100],
    ['a method of another country', { method: 'van', country: 'DE' }, 100],
    ['collecting by post', { method: 'collect' }, 100],
    ['post by collecting', { kind: 'pickup' }, 100],
    ['a parcel that is too heavy', {}, 5001],
  ])('is none for %s', (_, changes, grams) => {
    expect(deliveryOf({ ...BY_MAIL, ...changes }, { ...shipment, grams }, RATES)).toBeNull();
  });
});

describe('the total of an order with its delivery', () => {
  const amount = fc.integer({ min: 1, max: 999_999 });

  /** Three rates by weight, in this currency. */
  const ratesIn = (currency: Currency) =>
    fc
      .record({ prices: fc.tuple(amount, amount, amount), free: fc.option(amount) })
      .map(({ prices: [light, heavy, any], free }): DeliveryRates => {
        const rate = (upToGrams: number | null, minor: number): Rate => ({ upToGrams, upToTotal: null, price: money(minor, currency) }); // prettier-ignore
        const rates = [rate(700, light), rate(2000, heavy), rate(null, any)];
        const freeFrom = free === null ? null : money(free, currency);
        const methods = [{ code: 'mail', ...named, rates, freeFrom }];
        return { ...RATES, zones: [{ name: 'All', countries: ['US'], methods }] };
      });

  const book = fc.record({
    price: amount,
    quantity: fc.integer({ min: 1, max: 10 }),
    weightGrams: fc.option(fc.integer({ min: 1, max: 3000 })),
  });

  // Of currencies without and with two decimals, as the shop has them.
  it('is that of the lines and the delivery, whatever is in the cart', () => {
    const cart = fc.constantFrom<Currency>('jpy', 'usd', ...CURRENCIES).chain((currency) =>
      fc.record({
        currency: fc.constant(currency),
        rates: ratesIn(currency),
        books: fc.array(book, { minLength: 1, maxLength: 5 }),
        isCollected: fc.boolean(),
      }),
    );

    fc.assert(
      fc.property(cart, ({ currency, rates, books, isCollected }) => {
        const lines = books.map(({ price, quantity }, at) => aLine({ bookId: at, quantity, unitPrice: money(price, currency) })); // prettier-ignore
        const goods = makeOffer({ lines, ...NO_OTHER_PARTS })?.total ?? money(0, currency);
        const choice: DeliveryChoice = isCollected
          ? { kind: 'pickup', method: 'collect', country: 'US', address: null }
          : BY_MAIL;
        const delivery = deliveryOf(choice, { grams: weightOf(books, rates), total: goods }, rates);

        const offer = makeOffer({ lines, ...NO_OTHER_PARTS, delivery });

        const parts = [...lines.map(amountOf), delivery?.amount ?? money(NaN, currency)];
        expect(offer?.total).toEqual(parts.reduce(add));
        expect(offer?.total.minor).toBeGreaterThanOrEqual(goods.minor);
      }),
    );
  });
});

describe(hintFor, () => {
  it('names the lowest price, and the lowest total that is sent free', () => {
    expect(toHintView(hintFor('US', RATES))).toEqual({ from: '$4.00', freeFrom: '$60.00' });
    expect(toHintView(hintFor('DE', RATES))).toEqual({ from: '$19.50', freeFrom: null });
  });

  it('says nothing of a country that nothing is sent to', () => {
    expect(toHintView(hintFor('JP', RATES))).toBeNull();
  });
});
