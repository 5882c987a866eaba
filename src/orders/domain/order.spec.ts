import { describe, expect, it } from '@jest/globals';
import { money } from '../../money/money.js';
import { contentsOf, describe as descriptionOf, totalOf, type OrderLine } from './order.js';

const line = (changes: Partial<OrderLine> = {}): OrderLine => ({
  bookId: 1,
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  unitPrice: money(2800, 'usd'),
  quantity: 1,
  ...changes,
});

describe(totalOf.name, () => {
  it('adds price times quantity of every line', () => {
    const lines = [line({ quantity: 3 }), line({ bookId: 2, unitPrice: money(2300, 'usd') })];

    expect(totalOf(lines)).toEqual(money(10_700, 'usd'));
  });

  it('refuses an order without lines', () => {
    expect(() => totalOf([])).toThrow(RangeError);
  });

  it('refuses lines in two currencies', () => {
    const lines = [line(), line({ unitPrice: money(2800, 'eur') })];

    expect(() => totalOf(lines)).toThrow('Cannot add eur to usd');
  });
});

describe(contentsOf.name, () => {
  it('is the same whatever the order of the lines', () => {
    const [a, b] = [line(), line({ bookId: 2 })];

    expect(contentsOf([a, b])).toBe(contentsOf([b, a]));
  });

  it.each([
    ['price', { unitPrice: money(2801, 'usd') }],
    ['currency', { unitPrice: money(2800, 'eur') }],
    ['quantity', { quantity: 2 }],
    ['book', { bookId: 2 }],
  ])('differs when the %s does', (_case, change) => {
    expect(contentsOf([line(change)])).not.toBe(contentsOf([line()]));
  });

  it('does not mind a corrected title', () => {
    expect(contentsOf([line({ title: 'Working in public' })])).toBe(contentsOf([line()]));
  });
});

describe(descriptionOf.name, () => {
  it('names the order and the book, and counts the others', () => {
    expect(descriptionOf({ number: 1001, lines: [line()] })).toBe(
      'Folio order 1001: Working in Public',
    );
    expect(descriptionOf({ number: 1002, lines: [line(), line({ bookId: 2 })] })).toBe(
      'Folio order 1002: Working in Public and 1 more',
    );
  });
});
