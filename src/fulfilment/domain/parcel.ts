import { isolate } from '../../common/bidi.js';
import { shorten } from '../../common/shorten.js';
import type { OrderLine } from '../../orders/domain/order.js';
import { hasLeft, type ParcelKind, type ParcelState } from './parcel-state.js';

const MAX_NAMED_TITLE = 60;

/** Copies of a line of the order. */
export interface ParcelLine {
  orderLineId: number;
  /** At least 1. */
  quantity: number;
}

export interface Parcel {
  /** A random UUID. */
  id: string;
  /** Within the order, from 1. */
  number: number;
  kind: ParcelKind;
  state: ParcelState;
  carrier: string | null;
  trackingNumber: string | null;
  /** Counts what the shopper was told of it. */
  revision: number;
  packedAt: Date;
  /** When it was sent or collected. */
  sentAt: Date | null;
  lines: ParcelLine[];
}

/** By the id of a line of the order. */
export type Copies = ReadonlyMap<number, number>;

/** Copies that are in a parcel, whether it has left or not. */
export function packedCopies(parcels: readonly Parcel[]): Copies {
  return copiesIn(parcels.filter(({ state }) => state !== 'canceled'));
}

/** Copies in parcels that were sent or collected. */
export function sentCopies(parcels: readonly Parcel[]): Copies {
  return copiesIn(parcels.filter(({ state }) => hasLeft(state)));
}

function copiesIn(parcels: readonly Parcel[]): Copies {
  const copies = new Map<number, number>();
  for (const { orderLineId, quantity } of parcels.flatMap(({ lines }) => lines))
    copies.set(orderLineId, (copies.get(orderLineId) ?? 0) + quantity);
  return copies;
}

/** Such as “2 × Pólya, 1 × Working in Public”. */
export function describeCopies(
  orderLines: readonly Pick<OrderLine, 'id' | 'title'>[],
  lines: readonly ParcelLine[],
): string {
  const titles = new Map(orderLines.map(({ id, title }) => [id, title]));
  return lines
    .map(({ orderLineId, quantity }) => {
      const title = shorten(titles.get(orderLineId) ?? '', MAX_NAMED_TITLE);
      return `${quantity} × ${isolate(title)}`;
    })
    .join(', ');
}
