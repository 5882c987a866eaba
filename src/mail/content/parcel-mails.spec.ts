import { describe, expect, it } from '@jest/globals';
import { anOrderLine } from '../../../test/support/offers.js';
import { aParcel } from '../../../test/support/parcels.js';
import type { Parcel } from '../../fulfilment/domain/parcel.js';
import type { Order } from '../../orders/domain/order.js';
import { PARCEL_MAILS } from './parcel-mails.js';

const ORDER = {
  number: 1001,
  state: 'paid',
  lines: [anOrderLine({ title: 'A Book', quantity: 2 })],
} as Order;
const SENT = { state: 'sent', sentAt: new Date(0), revision: 1 } as const;
const UPS = { carrier: 'UPS', trackingNumber: '1Z9999999999999999' };

const sentMail = (parcels: Parcel[], cause = 'parcel-1:1') =>
  PARCEL_MAILS['order-sent'](ORDER, cause, parcels);

describe('a mail about a parcel', () => {
  it('says what was sent, with its number and the carrier’s page, and that the rest follows', () => {
    const mail = sentMail([aParcel({ ...SENT, ...UPS })]);

    expect(mail?.subject).toBe('Your order 1001 is on its way');
    expect(mail?.paragraphs).toEqual([
      'We have sent: 1 × A Book.',
      'Tracking number: 1Z9999999999999999 (UPS)',
      'The rest of your order follows in another parcel.',
    ]);
    expect(mail?.trackingUrl).toBe('https://www.ups.com/track?tracknum=1Z9999999999999999');
  });

  it('says that it replaces an earlier one', () => {
    const mail = sentMail([aParcel({ ...SENT, revision: 2 })], 'parcel-1:2');

    expect(mail?.subject).toContain('Correction');
    expect(mail?.paragraphs[0]).toContain('replaces');
  });

  it('is not sent any more once the parcel was taken back, or sent with another number', () => {
    expect(sentMail([aParcel({ revision: 1 })])).toBeNull();
    expect(sentMail([aParcel({ ...SENT, revision: 2 })])).toBeNull();
  });

  it('says when books can be collected, and when they were', () => {
    const ready = aParcel({ kind: 'pickup' });
    const collected = aParcel({ ...SENT, kind: 'pickup', state: 'collected' });

    expect(PARCEL_MAILS['order-ready'](ORDER, 'parcel-1', [ready])?.heading).toBe(
      'Your books are ready.',
    );
    expect(PARCEL_MAILS['order-ready'](ORDER, 'parcel-1', [collected])).toBeNull();
    expect(PARCEL_MAILS['order-collected'](ORDER, 'parcel-1', [collected])?.subject).toContain(
      'was collected',
    );
  });
});
