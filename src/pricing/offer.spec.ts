import { describe, expect, it } from '@jest/globals';
import { money } from '../money/money.js';
import {
  amountOf,
  compareOffers,
  fingerprintOf,
  makeOffer,
  type OfferLine,
  type OfferParts,
} from './offer.js';

const line = (changes: Partial<OfferLine> = {}): OfferLine => ({
  bookId: 1,
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  unitPrice: money(2800, 'usd'),
  quantity: 1,
  ...changes,
});

const offer = (changes: Partial<OfferLine> = {}) => makeOffer({ lines: [line(changes)] });

/** Of each part of a price: the same at another price, and something else at the same price. */
const PARTS: Record<keyof OfferParts, Record<'repriced' | 'different', Partial<OfferParts>>> = {
  lines: {
    repriced: { lines: [line({ unitPrice: money(2801, 'usd') })] },
    different: { lines: [line({ bookId: 2 })] },
  },
};

describe(makeOffer.name, () => {
  it('adds up price times quantity of every line', () => {
    const lines = [line({ quantity: 3 }), line({ bookId: 2, unitPrice: money(2300, 'usd') })];

    expect(makeOffer({ lines })).toEqual({ lines, total: money(10_700, 'usd') });
    expect(lines.map(amountOf)).toEqual([money(8400, 'usd'), money(2300, 'usd')]);
  });

  it('refuses to offer nothing', () => {
    expect(() => makeOffer({ lines: [] })).toThrow(RangeError);
  });

  it('refuses two currencies', () => {
    const lines = [line(), line({ unitPrice: money(2800, 'eur') })];

    expect(() => makeOffer({ lines })).toThrow('Cannot add eur to usd');
  });
});

describe(compareOffers.name, () => {
  it('calls it the same whatever the order of the lines, and with a corrected title', () => {
    const [a, b] = [line(), line({ bookId: 2, quantity: 2 })];
    const corrected = { ...a, title: 'Working in public' };

    expect(compareOffers(makeOffer({ lines: [a, b] }), makeOffer({ lines: [b, corrected] }))).toBe(
      'same',
    );
  });

  it.each([
    ['price', { unitPrice: money(2801, 'usd') }],
    ['currency', { unitPrice: money(2800, 'eur') }],
  ])('calls it repriced when a %s is another', (_, changes) => {
    expect(compareOffers(offer(), offer(changes))).toBe('repriced');
  });

  it('calls it repriced when one price rose by what another fell, in whatever order', () => {
    const [a, b] = [line(), line({ bookId: 2 })];
    const [dearer, cheaper] = [
      line({ unitPrice: money(2900, 'usd') }),
      line({ bookId: 2, unitPrice: money(2700, 'usd') }),
    ];
    const [before, after] = [
      [a, b],
      [cheaper, dearer],
    ].map((lines) => makeOffer({ lines }));

    expect(before && after && compareOffers(before, after)).toBe('repriced');
    expect(after?.total).toEqual(before?.total);
  });

  it.each([
    ['a quantity is another', [line({ quantity: 2 })]],
    ['a book is another', [line({ bookId: 2 })]],
    ['there is one more book', [line(), line({ bookId: 2 })]],
    ['a book and its price are others', [line({ bookId: 2, unitPrice: money(2801, 'usd') })]],
  ])('calls it different when %s', (_, lines) => {
    expect(compareOffers(offer(), makeOffer({ lines }))).toBe('different');
  });

  it('goes by what was to be paid, too, where the parts do not tell', () => {
    expect(compareOffers(offer(), { ...offer(), total: money(2700, 'usd') })).toBe('repriced');
  });
});

describe.each(Object.entries(PARTS))('the %s of an offer', (_, others) => {
  it.each(Object.entries(others))('are compared: %s', (comparison, changes) => {
    const before = makeOffer({ lines: [line()] });
    const after = makeOffer({ ...before, ...changes });

    expect(compareOffers(before, after)).toBe(comparison);
    expect(fingerprintOf(after)).not.toBe(fingerprintOf(before));
  });

  it('count in the total', () => {
    const before = makeOffer({ lines: [line()] });
    const after = makeOffer({ ...before, ...others.repriced });

    expect(after.total).not.toEqual(before.total);
  });
});
