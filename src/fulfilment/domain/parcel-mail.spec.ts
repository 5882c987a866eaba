import { describe, expect, it } from '@jest/globals';
import { aParcel } from '../../../test/support/parcels.js';
import { isAnnouncedBy, mailOf } from './parcel-mail.js';

describe(mailOf.name, () => {
  it('tells of what has left, or waits to be collected', () => {
    const sent = { state: 'sent', sentAt: new Date(0), revision: 2 } as const;
    const collected = { kind: 'pickup', state: 'collected', sentAt: new Date(0) } as const;

    expect(mailOf(aParcel(sent))).toEqual({ kind: 'order-sent', cause: 'parcel-1:2' });
    expect(mailOf(aParcel({ kind: 'pickup' }))?.kind).toBe('order-ready');
    expect(mailOf(aParcel(collected))?.kind).toBe('order-collected');
    expect(mailOf(aParcel())).toBeNull();
    expect(mailOf(aParcel({ state: 'canceled', kind: 'pickup' }))).toBeNull();
  });
});

describe(isAnnouncedBy.name, () => {
  it('is false once the parcel was taken back or sent with another number', () => {
    const isTrueOf = (parcel: Parameters<typeof aParcel>[0]) =>
      isAnnouncedBy(aParcel(parcel), 'order-sent', 'parcel-1:1');

    expect(isTrueOf({ state: 'sent', revision: 1 })).toBe(true);
    expect(isTrueOf({ state: 'sent', revision: 2 })).toBe(false);
    expect(isTrueOf({ state: 'packed', revision: 1 })).toBe(false);
  });
});
