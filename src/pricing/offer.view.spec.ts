import { describe, expect, it } from '@jest/globals';
import { aLine, anOffer } from '../../test/support/offers.js';
import { toOfferView } from './offer.view.js';

describe(toOfferView.name, () => {
  it('shows every line with its amount, and the total', () => {
    expect(toOfferView(anOffer({ lines: [aLine({ quantity: 2 })] }))).toEqual({
      lines: [
        {
          title: 'Working in Public',
          author: 'Nadia Eghbal',
          quantity: 2,
          unitPrice: '$28.00',
          amount: '$56.00',
        },
      ],
      rows: [],
      total: '$56.00',
    });
  });
});
