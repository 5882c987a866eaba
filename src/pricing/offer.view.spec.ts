import { describe, expect, it } from '@jest/globals';
import { aDelivery, aLine, anOffer } from '../../test/support/offers.js';
import { money } from '../money/money.js';
import type { Delivery } from './delivery.js';
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

  it('shows what delivery costs, and says when it is free', () => {
    const rowsFor = (delivery: Delivery) => toOfferView(anOffer({ delivery })).rows;
    const free = { kind: 'pickup', name: 'Collect in the shop', amount: money(0, 'usd') } as const;

    expect(rowsFor(aDelivery())).toEqual([{ label: 'Delivery: Letter', amount: '$4.50' }]);
    expect(rowsFor(aDelivery(free))).toEqual([{ label: 'Collect in the shop', amount: 'Free' }]);
  });
});
