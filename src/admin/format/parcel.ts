import { hasBeenPaid } from '../../orders/domain/order-state.js';
import type { Order } from '../../orders/domain/order.js';
import { describeCopies, type Parcel } from '../../fulfilment/domain/parcel.js';
import type { ParcelState } from '../../fulfilment/domain/parcel-state.js';
import { remainingLines } from '../../fulfilment/domain/remaining.js';
import { withdrawnText } from '../../fulfilment/domain/sending-policy.js';
import type { ParcelResult } from '../../fulfilment/fulfilment.service.js';
import type { OrderWithParcels } from '../../fulfilment/to-pack.service.js';
import { type CommandResult, refused } from '../command-result.js';

const STATE_LABELS: Record<ParcelState, string> = {
  packed: 'packed',
  sent: 'sent',
  collected: 'collected',
  canceled: 'unpacked',
};

/** Of a paid order: a line for each parcel, and one for what is left to pack. */
export function formatParcels(order: Order, parcels: readonly Parcel[]): string[] {
  return hasBeenPaid(order.state) ? ['Parcels', ...linesOf(order, parcels, parcels)] : [];
}

/** What a person has to do: what to look at first, parcels that wait, and what is left to pack. */
export function formatWork({ order, parcels, ...marks }: OrderWithParcels): string[] {
  const { mayHaveLeftBefore, withdrawnAt } = marks;
  const waiting = parcels.filter(({ state }) => state === 'packed');
  const cautions = [
    ...(withdrawnAt ? [withdrawnText(withdrawnAt)] : []),
    ...(mayHaveLeftBefore ? [mayHaveLeftText(mayHaveLeftBefore)] : []),
    ...(isAddressMissing(order) ? [noAddressText(order)] : []),
  ];
  return [...cautions.map((caution) => `  ${caution}`), ...linesOf(order, parcels, waiting)];
}

function mayHaveLeftText(restoredAt: Date): string {
  return `placed before the restore of ${restoredAt.toISOString()}: it may have left already. Compare it with the carrier’s list first.`;
}

/** It was deleted, or the order is of a time when the shop did not ask for one. */
function isAddressMissing({ delivery }: Order): boolean {
  return delivery === null || (delivery.kind === 'post' && delivery.address === null);
}

function noAddressText({ email }: Order): string {
  return `no address: ask the shopper${email === null ? '' : ` (${email})`}`;
}

function linesOf(order: Order, all: readonly Parcel[], shown: readonly Parcel[]): string[] {
  const remaining = formatRemaining(order, all);
  return [
    ...shown.map((parcel) => `  ${formatParcel(order, parcel)}`),
    ...(remaining ? [`  left to pack: ${remaining}`] : []),
  ];
}

/** Null if nothing is left. */
function formatRemaining(order: Order, parcels: readonly Parcel[]): string | null {
  const remaining = remainingLines(order, parcels);
  const copies = remaining.map(({ line, quantity }) => ({ orderLineId: line.id, quantity }));
  return describeCopies(order.lines, copies) || null;
}

function formatParcel(order: Order, parcel: Parcel): string {
  const { number, kind, state, carrier, trackingNumber, sentAt, lines } = parcel;
  const isReady = state === 'packed' && kind === 'pickup';
  const label = isReady ? 'ready for collection' : STATE_LABELS[state];
  const day = sentAt ? `on ${sentAt.toISOString().slice(0, 10)}` : null;
  const how = state === 'sent' ? [carrier, trackingNumber] : [];
  const what = [label, day, ...how].filter((each) => each !== null).join(' ');
  return `Parcel ${number}: ${what}; ${describeCopies(order.lines, lines)}`;
}

export function parcelsToJson(order: Order, parcels: readonly Parcel[]) {
  return {
    parcels: parcels.map((parcel) => parcelToJson(order, parcel)),
    leftToPack: hasBeenPaid(order.state) ? remainingToJson(order, parcels) : [],
  };
}

function parcelToJson(order: Order, parcel: Parcel) {
  const { number, kind, state, carrier, trackingNumber, packedAt, sentAt } = parcel;
  const slugs = new Map(order.lines.map(({ id, slug }) => [id, slug]));
  return {
    number,
    kind,
    state,
    carrier,
    trackingNumber,
    packedAt,
    sentAt,
    lines: parcel.lines.map(({ orderLineId, quantity }) => ({
      slug: slugs.get(orderLineId),
      quantity,
    })),
  };
}

function remainingToJson(order: Order, parcels: readonly Parcel[]) {
  return remainingLines(order, parcels).map(({ line: { slug }, quantity }) => ({ slug, quantity }));
}

/** What `pack`, `send`, `collected` and `undo` print. */
export function parcelResult(result: ParcelResult): CommandResult {
  if ('refused' in result) return refused(result.refused);
  const { order, parcels, parcel, isNew } = result;
  const remaining = formatRemaining(order, parcels);
  const again = isNew ? '' : 'done before: ';
  return {
    lines: [
      `Order ${order.number}, ${again}${formatParcel(order, parcel)}`,
      ...(remaining ? [`Left to pack: ${remaining}`] : []),
    ],
    json: {
      number: order.number,
      isNew,
      parcel: parcelToJson(order, parcel),
      leftToPack: remainingToJson(order, parcels),
    },
    code: 0,
  };
}
