import { describe, expect, it } from '@jest/globals';
import { money } from '../money/money.js';
import { makeOffer } from './offer.js';
import { toOfferView } from './offer.view.js';

describe(toOfferView.name, () => {
  it('shows every line with its amount, and the total', () => {
    const book = { bookId: 1, slug: 'a-book', title: 'A Book', author: 'An Author' };
    const lines = [{ ...book, unitPrice: money(2300, 'usd'), quantity: 2 }];

    expect(toOfferView(makeOffer({ lines }))).toEqual({
      lines: [
        {
          title: 'A Book',
          author: 'An Author',
          quantity: 2,
          unitPrice: '$23.00',
          amount: '$46.00',
        },
      ],
      rows: [],
      total: '$46.00',
    });
  });
});
