import type { Prisma } from '../database/generated/client.js';
import { oneOf } from '../database/known-values.js';
import type { Parcel } from './domain/parcel.js';
import { PARCEL_KINDS, PARCEL_STATES } from './domain/parcel-state.js';

/** The relations and the order that `toParcel` needs. */
export const PARCEL_QUERY = {
  include: { lines: { orderBy: { orderLineId: 'asc' } } },
  orderBy: { number: 'asc' },
} as const;

type ParcelRow = Prisma.ParcelGetPayload<Pick<typeof PARCEL_QUERY, 'include'>>;

/** Throws if a column holds an unknown value. */
export function toParcel(row: ParcelRow): Parcel {
  return {
    id: row.id,
    number: row.number,
    kind: oneOf('parcel kind', PARCEL_KINDS, row.kind),
    state: oneOf('parcel state', PARCEL_STATES, row.state),
    carrier: row.carrier,
    trackingNumber: row.trackingNumber,
    revision: row.revision,
    packedAt: row.packedAt,
    sentAt: row.sentAt,
    lines: row.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
  };
}
