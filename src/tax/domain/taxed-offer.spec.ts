import { describe, expect, it } from '@jest/globals';
import { aDelivery, aLine, AN_ADDRESS, NO_OTHER_PARTS } from '../../../test/support/offers.js';
import { aRegion, ratesOf } from '../../../test/support/taxes.js';
import { money } from '../../money/money.js';
import type { Delivery } from '../../pricing/delivery.js';
import { makeTaxedOffer } from './taxed-offer.js';

const usd = (minor: number) => money(minor, 'usd');
const inState = (state: string[], book: string) =>
  aRegion({ country: 'US', state, rates: ratesOf({ book }) });

/** In New York: 10 % there, 5 % in Oregon, none elsewhere. */
const TAXATION = {
  rules: { pricesIncludeTax: false, regions: [inState(['NY'], '10'), inState(['OR'], '5')] },
  home: { country: 'US', state: 'NY' },
  at: new Date('2026-11-30T12:00:00Z'),
};

function totalWith(delivery: Delivery | null) {
  const lines = [aLine({ unitPrice: usd(2000) })];
  return makeTaxedOffer({ lines, ...NO_OTHER_PARTS, delivery }, TAXATION)?.total.minor;
}

describe(makeTaxedOffer.name, () => {
  it('estimates with the shop’s own place until the delivery is chosen', () => {
    const offer = makeTaxedOffer({ lines: [aLine()], ...NO_OTHER_PARTS }, TAXATION);

    expect(offer?.tax).toMatchObject({ isEstimated: true, parts: [{ rate: '10' }] });
  });

  it('taxes lines and delivery at the place to which they go', () => {
    const toOregon = aDelivery({ amount: usd(500) });

    expect(totalWith(null)).toBe(2200);
    expect(totalWith(toOregon)).toBe(2625);
    expect(totalWith({ ...toOregon, address: { ...AN_ADDRESS, state: 'NJ' } })).toBe(2500);
    expect(totalWith({ ...toOregon, country: 'CA' })).toBe(2500);
  });

  it('taxes what is collected where the shop is', () => {
    const collected = aDelivery({ kind: 'pickup', amount: usd(0), address: null });

    expect(totalWith(collected)).toBe(2200);
  });

  it('has no tax where the shop collects none, and is nothing without lines', () => {
    const lines = [aLine()];

    expect(makeTaxedOffer({ lines, ...NO_OTHER_PARTS }, null)).toMatchObject({ tax: null });
    expect(makeTaxedOffer({ lines: [], ...NO_OTHER_PARTS }, TAXATION)).toBeNull();
  });
});
