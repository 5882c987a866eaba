import { describe, expect, it } from '@jest/globals';
import { aDelivery, aLine, anOffer, aTax } from '../../test/support/offers.js';
import { money } from '../money/money.js';
import type { Delivery } from './delivery.js';
import { toGoodsView, toOfferView } from './offer.view.js';

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
      included: [],
    });
  });

  it('shows what delivery costs, and says when it is free', () => {
    const rowsFor = (delivery: Delivery) => toOfferView(anOffer({ delivery })).rows;
    const free = { kind: 'pickup', name: 'Collect in the shop', amount: money(0, 'usd') } as const;

    expect(rowsFor(aDelivery())).toEqual([{ label: 'Delivery: Letter', amount: '$4.50' }]);
    expect(rowsFor(aDelivery(free))).toEqual([{ label: 'Collect in the shop', amount: 'Free' }]);
  });

  it('shows a tax between the lines and the total where it is added, and after it where it is included', () => {
    const added = toOfferView(anOffer({ tax: aTax() }));
    const included = toOfferView(anOffer({ tax: aTax({}, true) }));

    expect(added).toMatchObject({
      rows: [{ label: 'Sales tax 5%', amount: '$2.80' }],
      total: '$30.80',
      included: [],
    });
    expect(included).toMatchObject({
      rows: [],
      total: '$28.00',
      included: [{ label: 'Includes 5% Sales tax', amount: '$2.80' }],
    });
  });

  it('shows the goods alone where their delivery is chosen', () => {
    expect(toGoodsView(anOffer({ delivery: aDelivery(), tax: aTax() }))).toMatchObject({
      lines: [{ amount: '$28.00' }],
      rows: [],
      total: '$28.00',
    });
  });

  it('shows a tax of 0 as an amount: only delivery is free', () => {
    const { rows } = toOfferView(anOffer({ tax: aTax({ rate: '0', tax: money(0, 'usd') }) }));

    expect(rows).toEqual([{ label: 'Sales tax 0%', amount: '$0.00' }]);
  });

  it('says that a tax is estimated while the country is not known', () => {
    const estimated = (isIncluded: boolean) =>
      toOfferView(anOffer({ tax: { ...aTax({ rate: '8.25' }, isIncluded), isEstimated: true } }));

    expect(estimated(false).rows[0]?.label).toBe('Sales tax 8.25% (estimated)');
    expect(estimated(true).included[0]?.label).toBe('Includes 8.25% Sales tax (estimated)');
  });
});
