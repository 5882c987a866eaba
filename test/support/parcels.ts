import type { Parcel } from '../../src/fulfilment/domain/parcel.js';

/** A packed parcel with one copy of the order's first line. */
export const aParcel = (changes: Partial<Parcel> = {}): Parcel => ({
  id: 'parcel-1',
  number: 1,
  kind: 'post',
  state: 'packed',
  carrier: null,
  trackingNumber: null,
  revision: 0,
  packedAt: new Date(0),
  sentAt: null,
  lines: [{ orderLineId: 1, quantity: 1 }],
  ...changes,
});
