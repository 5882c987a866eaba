import { describe, expect, it } from '@jest/globals';
import {
  aDelivery,
  AN_ADDRESS,
  aLine,
  anOffer,
  aTax,
  EVERY_PART,
} from '../../test/support/offers.js';
import { add, money } from '../money/money.js';
import type { Delivery } from './delivery.js';
import {
  adjustmentsOf,
  amountOf,
  compareOffers,
  fingerprintOf,
  goodsAdjustmentsOf,
  goodsTotal,
  includedIn,
  makeOffer,
  type OfferParts,
} from './offer.js';

/** Each part of EVERY_PART at another price, and replaced by something else. */
const CHANGES: Record<keyof OfferParts, Record<'repriced' | 'different', Partial<OfferParts>>> = {
  lines: {
    repriced: { lines: [aLine({ quantity: 2, unitPrice: money(2801, 'usd') })] },
    different: { lines: [aLine({ quantity: 2, bookId: 2 })] },
  },
  delivery: {
    repriced: { delivery: aDelivery({ amount: money(500, 'usd') }) },
    different: { delivery: aDelivery({ address: { ...AN_ADDRESS, line1: '13 Mill Lane' } }) },
  },
  tax: {
    repriced: { tax: aTax({ tax: money(281, 'usd') }) },
    different: { tax: aTax({ rate: '6' }) },
  },
};

describe(makeOffer.name, () => {
  it('adds up price times quantity of every line', () => {
    const lines = [aLine({ quantity: 3 }), aLine({ bookId: 2, unitPrice: money(2300, 'usd') })];

    expect(anOffer({ lines })).toEqual({ ...anOffer(), lines, total: money(10_700, 'usd') });
    expect(lines.map(amountOf)).toEqual([money(8400, 'usd'), money(2300, 'usd')]);
  });

  it('is shown as lines and adjustments that come to the total', () => {
    const shown = [
      ...EVERY_PART.lines.map(amountOf),
      ...adjustmentsOf(EVERY_PART).map(({ amount }) => amount),
    ];

    expect(shown.reduce(add)).toEqual(anOffer(EVERY_PART).total);
  });

  it('is shown as lines and what is taken off them, which come to the goods’ total', () => {
    const offer = anOffer(EVERY_PART);
    const shown = [
      ...offer.lines.map(amountOf),
      ...goodsAdjustmentsOf(offer).map(({ amount }) => amount),
    ];

    expect(shown.reduce(add)).toEqual(goodsTotal(offer));
  });

  it('offers nothing without a line, whatever else there is', () => {
    expect(makeOffer({ ...EVERY_PART, lines: [] })).toBeNull();
  });

  it('adds nothing for a tax that the prices include, and says what it is', () => {
    const offer = anOffer({ tax: aTax({ name: 'VAT', rate: '7' }, true) });

    expect(offer.total).toEqual(money(2800, 'usd'));
    expect(adjustmentsOf(offer)).toEqual([]);
    expect(includedIn(offer)).toMatchObject([
      { label: { what: 'tax_included', name: 'VAT', rate: '7' }, amount: money(280, 'usd') },
    ]);
  });

  it('shows a tax of 0', () => {
    const tax = aTax({ rate: '0', tax: money(0, 'usd') });

    expect(adjustmentsOf(anOffer({ tax }))).toMatchObject([
      { label: { what: 'tax_added', rate: '0' }, amount: money(0, 'usd') },
    ]);
  });

  it('refuses two currencies', () => {
    const lines = [aLine(), aLine({ unitPrice: money(2800, 'eur') })];

    expect(() => anOffer({ lines })).toThrow('Cannot add eur to usd');
  });
});

describe(compareOffers.name, () => {
  it('calls it the same whatever the order of the lines, and with a corrected title', () => {
    const [a, b] = [aLine(), aLine({ bookId: 2, quantity: 2 })];
    const corrected = { ...a, title: 'Working in public' };

    expect(compareOffers(anOffer({ lines: [a, b] }), anOffer({ lines: [b, corrected] }))).toBe(
      'same',
    );
  });

  it.each([
    ['price', { unitPrice: money(2801, 'usd') }],
    ['currency', { unitPrice: money(2800, 'eur') }],
  ])('calls it repriced when a %s is another', (_, changes) => {
    expect(compareOffers(anOffer(), anOffer({ lines: [aLine(changes)] }))).toBe('repriced');
  });

  it('calls it repriced when one price rose by what another fell, in whatever order', () => {
    const [dearer, cheaper] = [
      aLine({ unitPrice: money(2900, 'usd') }),
      aLine({ bookId: 2, unitPrice: money(2700, 'usd') }),
    ];
    const before = anOffer({ lines: [aLine(), aLine({ bookId: 2 })] });
    const after = anOffer({ lines: [cheaper, dearer] });

    expect(compareOffers(before, after)).toBe('repriced');
    expect(after.total).toEqual(before.total);
  });

  it.each([
    ['a quantity is another', [aLine({ quantity: 2 })]],
    ['a book is another', [aLine({ bookId: 2 })]],
    ['there is one more book', [aLine(), aLine({ bookId: 2 })]],
    ['a book and its price are others', [aLine({ bookId: 2, unitPrice: money(2801, 'usd') })]],
  ])('calls it different when %s', (_, lines) => {
    expect(compareOffers(anOffer(), anOffer({ lines }))).toBe('different');
  });

  it.each<[string, Partial<Delivery>]>([
    ['another method', { method: 'parcel' }],
    ['another country', { country: 'CA' }],
    ['collecting instead', { method: 'collect', kind: 'pickup', address: null }],
    ['another name', { address: { ...AN_ADDRESS, name: 'Charles Babbage' } }],
    ['another phone number', { address: { ...AN_ADDRESS, phone: '+1 503 555 0123' } }],
    ['a line that has moved', { address: { ...AN_ADDRESS, line1: '', line2: '12 Mill Lane' } }],
  ])('calls it different for %s', (_, changes) => {
    const before = anOffer({ delivery: aDelivery() });

    expect(compareOffers(before, anOffer({ delivery: aDelivery(changes) }))).toBe('different');
  });

  it('calls it the same where a method has another name and estimate', () => {
    const renamed = aDelivery({ name: 'Mail', estimate: '2 days' });

    expect(compareOffers(anOffer({ delivery: aDelivery() }), anOffer({ delivery: renamed }))).toBe(
      'same',
    );
  });

  it('calls it different when another rate is included in the same total', () => {
    const [one, other] = ['7', '19'].map((rate) => anOffer({ tax: aTax({ rate }, true) }));

    expect(one && other && compareOffers(one, other)).toBe('different');
  });

  it('goes by what was to be paid, too, where the parts do not tell', () => {
    expect(compareOffers(anOffer(), { ...anOffer(), total: money(2700, 'usd') })).toBe('repriced');
  });
});

describe.each(Object.entries(CHANGES))('the %s of an offer', (_, changes) => {
  const before = anOffer(EVERY_PART);

  it.each(Object.entries(changes))('are compared: %s', (comparison, change) => {
    const after = anOffer({ ...EVERY_PART, ...change });

    expect(compareOffers(before, after)).toBe(comparison);
    expect(fingerprintOf(after)).not.toBe(fingerprintOf(before));
  });

  it('count in the total', () => {
    expect(anOffer({ ...EVERY_PART, ...changes.repriced }).total).not.toEqual(before.total);
  });
});
