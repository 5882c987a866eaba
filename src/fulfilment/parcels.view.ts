import { toDayView } from '../common/format-time.js';
import { hasBeenPaid } from '../orders/domain/order-state.js';
import type { Order } from '../orders/domain/order.js';
import { Texts } from '../texts/texts.js';
import { trackingUrl } from './domain/carriers.js';
import { describeCopies, type Parcel } from './domain/parcel.js';
import { hasLeft } from './domain/parcel-state.js';
import { remainingLines } from './domain/remaining.js';

/** An entry of “What to expect”. */
interface ExpectationView {
  text: string;
  /** Such as “2 × Pólya”. */
  copies: string;
  tracking: { number: string; url: string | null } | null;
}

/**
 * The view of views/partials/order-parcels.hbs: parcels, and what is left to pack. Null if there is nothing to say.
 * `isWithdrawn`: a withdrawal from the contract is open, so that what has not left is not promised.
 */
export function toParcelsView(
  order: Order,
  parcels: readonly Parcel[],
  isWithdrawn: boolean,
): { entries: ExpectationView[] } | null {
  if (!hasBeenPaid(order.state)) return null;
  const isDue = IS_DUE.has(order.state);
  const known = parcels.filter(({ state }) => hasLeft(state) || (isDue && state === 'packed'));
  const entries = [
    ...known.map((parcel) => toEntry(order, parcel, isWithdrawn)),
    ...(isDue ? leftToPack(order, parcels, isWithdrawn) : []),
  ];
  return entries.length > 0 ? { entries } : null;
}

/** Of other orders nothing is promised. */
const IS_DUE: ReadonlySet<Order['state']> = new Set(['paid', 'partially_refunded']);

function toEntry(order: Order, parcel: Parcel, isWithdrawn: boolean): ExpectationView {
  const { carrier, trackingNumber, state } = parcel;
  const isTracked = state === 'sent' && trackingNumber !== null;
  return {
    text: textOf(parcel, isWithdrawn),
    copies: describeCopies(order.lines, parcel.lines),
    tracking: isTracked
      ? { number: trackingNumber, url: trackingUrl(carrier, trackingNumber) }
      : null,
  };
}

function textOf({ state, kind, carrier, sentAt }: Parcel, isWithdrawn: boolean): string {
  if (!sentAt && isWithdrawn) return Texts.t('parcels.withdrawn');
  if (!sentAt) return Texts.t(kind === 'pickup' ? 'parcels.ready' : 'parcels.packed');
  const day = toDayView(sentAt).text;
  if (state === 'collected') return Texts.t('parcels.collected', { day });
  return carrier === null
    ? Texts.t('parcels.sent', { day })
    : Texts.t('parcels.sentWith', { day, carrier });
}

function leftToPack(
  order: Order,
  parcels: readonly Parcel[],
  isWithdrawn: boolean,
): ExpectationView[] {
  const remaining = remainingLines(order, parcels);
  if (remaining.length === 0) return [];
  const copies = remaining.map(({ line, quantity }) => ({ orderLineId: line.id, quantity }));
  const text = isWithdrawn ? Texts.t('parcels.withdrawn') : dueText(order);
  return [{ text, copies: describeCopies(order.lines, copies), tracking: null }];
}

function dueText({ delivery }: Order): string {
  if (!delivery) return Texts.t('parcels.toPack');
  const { kind, estimate } = delivery;
  return Texts.t(kind === 'pickup' ? 'parcels.toPrepare' : 'parcels.toPackWith', { estimate });
}
