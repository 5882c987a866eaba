import { describe, expect, it } from '@jest/globals';
import {
  hasLeft,
  nextParcelState,
  PARCEL_EVENTS,
  PARCEL_KINDS,
  PARCEL_STATES,
  type ParcelState,
} from './parcel-state.js';

/** All allowed transitions. Every other one must be refused. */
const MAY_HAPPEN: Record<string, ParcelState> = {
  'post new parcel_packed': 'packed',
  'pickup new parcel_packed': 'packed',
  'post packed parcel_sent': 'sent',
  'pickup packed parcel_collected': 'collected',
  'post sent parcel_undone': 'packed',
  'pickup collected parcel_undone': 'packed',
  // Allowed by the table alone: a parcel is collected only if it is of this kind.
  'post collected parcel_undone': 'packed',
  'pickup sent parcel_undone': 'packed',
  'post packed parcel_unpacked': 'canceled',
  'pickup packed parcel_unpacked': 'canceled',
};

const everyCase = PARCEL_KINDS.flatMap((kind) =>
  [null, ...PARCEL_STATES].flatMap((from) =>
    PARCEL_EVENTS.map((event) => {
      const to = MAY_HAPPEN[`${kind} ${from ?? 'new'} ${event}`] ?? null;
      return { kind, from, event, to };
    }),
  ),
);

describe(nextParcelState.name, () => {
  it.each(everyCase)('of $kind, from $from by $event leads to $to', ({ kind, from, event, to }) => {
    expect(nextParcelState(from, event, kind)).toBe(to);
  });

  it('leads out of every state but the last', () => {
    const ends = PARCEL_STATES.filter((state) =>
      PARCEL_EVENTS.every((event) => PARCEL_KINDS.every((kind) => !nextParcelState(state, event, kind))),
    ); // prettier-ignore

    expect(ends).toEqual(['canceled']);
  });
});

describe(hasLeft.name, () => {
  it('is true once the copies are not in the shop any more', () => {
    expect(PARCEL_STATES.filter(hasLeft)).toEqual(['sent', 'collected']);
  });
});
