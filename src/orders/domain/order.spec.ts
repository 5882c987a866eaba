import { describe, expect, it } from '@jest/globals';
import { money } from '../../money/money.js';
import { type OrderLine, paymentDescription as descriptionOf } from './order.js';

const line = (changes: Partial<OrderLine> = {}): OrderLine => ({
  bookId: 1,
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  unitPrice: money(2800, 'usd'),
  quantity: 1,
  id: 1,
  taxCategory: 'book',
  reserved: 0,
  canceled: null,
  returned: null,
  ...changes,
});

describe(descriptionOf.name, () => {
  it('names the order and the book, and counts the others', () => {
    expect(descriptionOf({ number: 1001, lines: [line()] })).toBe('Order 1001: Working in Public');
    expect(descriptionOf({ number: 1002, lines: [line(), line({ bookId: 2 })] })).toBe(
      'Order 1002: Working in Public and 1 more',
    );
  });

  it('is never longer than Stripe takes, and still counts the others', () => {
    const long = line({ title: '自由ソフトウェア '.repeat(300) });
    const description = descriptionOf({ number: 999_999_999, lines: [long, line({ bookId: 2 })] });

    expect(description).toMatch(/^Order 999999999: 自由.*… and 1 more$/);
    expect(description.length).toBeLessThanOrEqual(1000);
  });
});
