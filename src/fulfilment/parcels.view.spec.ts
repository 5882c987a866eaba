import { describe, expect, it } from '@jest/globals';
import { aDelivery, anOrderLine } from '../../test/support/offers.js';
import { aParcel } from '../../test/support/parcels.js';
import type { OrderState } from '../orders/domain/order-state.js';
import type { Order } from '../orders/domain/order.js';
import type { Parcel } from './domain/parcel.js';
import { toParcelsView } from './parcels.view.js';

const order = (state: OrderState = 'paid') =>
  ({
    state,
    lines: [anOrderLine({ title: 'A Book', quantity: 2 })],
    delivery: null,
  }) as unknown as Order;

const SENT = { state: 'sent', sentAt: new Date('2026-11-30T12:00:00Z') } as const;

const textsOf = (state: OrderState, parcels: Parcel[] = [], isWithdrawn = false) =>
  toParcelsView(order(state), parcels, isWithdrawn)?.entries.map(({ text, copies }) => [text, copies]); // prettier-ignore

describe(toParcelsView.name, () => {
  it('says nothing before an order is paid, nor of one that a person has to look at', () => {
    expect(textsOf('pending')).toBeUndefined();
    expect(textsOf('needs_review')).toBeUndefined();
    expect(textsOf('refunded')).toBeUndefined();
  });

  it('says what is left to pack', () => {
    expect(textsOf('paid')).toEqual([['To be packed and sent.', '2 × A Book']]);
  });

  it('says when it is expected, as the order has it', () => {
    const expected = (kind: 'post' | 'pickup') =>
      toParcelsView({ ...order(), delivery: aDelivery({ kind }) }, [], false)?.entries[0]?.text;

    expect(expected('post')).toBe('To be packed and sent. Time on the way: 3–5 days.');
    expect(expected('pickup')).toBe('To be made ready for you to collect: 3–5 days.');
  });

  it('says of each parcel where it is, and what is left', () => {
    expect(textsOf('paid', [aParcel({ ...SENT, carrier: 'DHL' })])).toEqual([
      ['Sent on 30 November 2026 with DHL.', '1 × A Book'],
      ['To be packed and sent.', '1 × A Book'],
    ]);
    expect(textsOf('refunded', [aParcel(SENT)])).toEqual([['Sent on 30 November 2026.', '1 × A Book']]); // prettier-ignore
  });

  it('promises nothing of what has not left once the shopper has withdrawn from the contract', () => {
    const parcels = [aParcel(SENT), aParcel(), aParcel({ kind: 'pickup', lines: [] })];
    const held = 'Held back, as you withdrew from the contract.';

    expect(textsOf('paid', [], true)).toEqual([[held, '2 × A Book']]);
    expect(textsOf('paid', parcels, true)?.map(([text]) => text)).toEqual([
      'Sent on 30 November 2026.',
      held,
      held,
    ]);
  });

  it('promises no packed parcel of an order that is refunded', () => {
    expect(textsOf('refunded', [aParcel()])).toBeUndefined();
  });

  it('tells parcels that are collected from those that are sent, and leaves out what was unpacked', () => {
    const parcels = [
      aParcel({ kind: 'pickup' }),
      aParcel({ ...SENT, kind: 'pickup', state: 'collected' }),
      aParcel({ state: 'canceled' }),
    ];

    expect(textsOf('paid', parcels)?.map(([text]) => text)).toEqual([
      'Ready for you to collect in the shop.',
      'Collected on 30 November 2026.',
    ]);
  });

  it('leads to the carrier’s page where it is known, and names no number of a parcel that was taken back', () => {
    const trackingOf = (changes: Partial<Parcel>) =>
      toParcelsView(order(), [aParcel(changes)], false)?.entries[0]?.tracking;
    const told = { carrier: 'UPS', trackingNumber: '1Z9999999999999999' };

    expect(trackingOf({ ...SENT, ...told })?.url).toContain('ups.com');
    expect(trackingOf({ ...SENT, ...told, carrier: 'Pony Express' })?.url).toBeNull();
    expect(trackingOf(told)).toBeNull();
  });
});
