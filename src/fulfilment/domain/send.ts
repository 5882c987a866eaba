import type { Decision, ParcelChange, Situation } from './decision.js';
import { decidePack, refusalOf } from './pack.js';
import { type Parcel, sentCopies } from './parcel.js';
import { hasLeft, type ParcelKind } from './parcel-state.js';
import { remainingLines } from './remaining.js';
import {
  correct,
  leftAs,
  named,
  nothingWaits,
  otherKind,
  otherWay,
  packAgain,
  whichOne,
} from './send.texts.js';

export interface ParcelChoice {
  /** The parcel's number; null: the only one that waits. */
  parcel: number | null;
  anyway: boolean;
}

export interface SendRequest extends ParcelChoice {
  carrier: string | null;
  trackingNumber: string | null;
}

/**
 * Sends a parcel. Without parcels, all that is ordered is packed and sent. What was sent with the same carrier and
 * number before is sent once.
 */
export function decideSend(situation: Situation, request: SendRequest): Decision {
  const { carrier, trackingNumber } = request;
  const departure: Departure = {
    kind: 'post',
    leave: (number) => ({ event: 'parcel_sent', number, carrier, trackingNumber }),
    isSame: (parcel) => parcel.carrier === carrier && parcel.trackingNumber === trackingNumber,
    hasOwnName: trackingNumber !== null,
  };
  return decideDeparture(situation, request, departure);
}

/** Hands a parcel over in the shop, as `decideSend`. */
export function decideCollect(situation: Situation, request: ParcelChoice): Decision {
  const departure: Departure = {
    kind: 'pickup',
    leave: (number) => ({ event: 'parcel_collected', number }),
    isSame: () => true,
    hasOwnName: false,
  };
  return decideDeparture(situation, request, departure);
}

interface Departure {
  kind: ParcelKind;
  leave: (number: number) => ParcelChange;
  /** Of a parcel that has left: whether this command has done it. */
  isSame: (parcel: Parcel) => boolean;
  /** Whether `isSame` can be true of one parcel only. */
  hasOwnName: boolean;
}

function decideDeparture(
  situation: Situation,
  { parcel, anyway }: ParcelChoice,
  departure: Departure,
): Decision {
  const found = chooseParcel(situation, parcel, departure);
  const isParcel = found !== null && !('refused' in found);
  if (isParcel && hasLeft(found.state)) return { number: found.number, changes: [] };
  const refused = refusalOf(situation, anyway);
  if (refused) return { refused };
  if (found && 'refused' in found) return found;
  if (found) return leaveWith(situation, found, departure);
  const packed = decidePack(situation, { lines: null, kind: departure.kind, anyway });
  if ('refused' in packed) return packed;
  const { number, changes } = packed;
  return { number, changes: [...changes, departure.leave(number)] };
}

/** Null: there are no parcels yet. A parcel that has left: it is the same that is asked for. */
function chooseParcel(
  situation: Situation,
  number: number | null,
  departure: Departure,
): Parcel | { refused: string } | null {
  const parcels = situation.parcels.filter(({ state }) => state !== 'canceled');
  if (number !== null) return parcelOf(situation, number, departure);
  const left = parcels.filter(({ state }) => hasLeft(state));
  const same = left.find(departure.isSame);
  if (same && departure.hasOwnName) return same;
  const [waiting, ...others] = parcels.filter(({ state }) => state === 'packed');
  if (waiting && others.length > 0) return { refused: whichOne(situation, [waiting, ...others]) };
  if (waiting) return waiting;
  if (parcels.length === 0) return unlessOtherWay(situation, departure.kind);
  if (same && remainingLines(situation.order, parcels).length === 0) return same;
  return { refused: nothingWaits(situation, left) };
}

/** Before anything is packed, the order's own way is taken. */
function unlessOtherWay(situation: Situation, kind: ParcelKind): { refused: string } | null {
  const agreed = situation.order.delivery?.kind ?? kind;
  return agreed === kind ? null : { refused: otherWay(situation, agreed) };
}

function parcelOf(
  situation: Situation,
  number: number,
  { isSame }: Departure,
): Parcel | { refused: string } {
  const { order, parcels } = situation;
  const parcel = parcels.find((each) => each.number === number);
  if (!parcel)
    return { refused: `Order ${order.number} has no parcel ${number}. ${named(parcels)}` };
  if (parcel.state === 'canceled')
    return { refused: `Parcel ${number} was unpacked. ${packAgain(situation)}` };
  if (hasLeft(parcel.state) && !isSame(parcel))
    return { refused: `${leftAs(parcel)} ${correct(situation, number)}` };
  return parcel;
}

function leaveWith(situation: Situation, parcel: Parcel, { kind, leave }: Departure): Decision {
  const { order, parcels } = situation;
  const { number } = parcel;
  if (parcel.kind !== kind) return { refused: otherKind(situation, parcel) };
  const sent = sentCopies(parcels);
  const isDue = parcel.lines.every(({ orderLineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === orderLineId);
    const due = (line?.quantity ?? 0) - (line?.canceled ?? 0);
    return quantity + (sent.get(orderLineId) ?? 0) <= due;
  });
  if (!isDue) {
    const undo = `npm run orders -- undo ${order.number} --parcel ${number}`;
    return {
      refused: `Parcel ${number} has copies that were refunded and are for sale again. Unpack it: ${undo}`,
    };
  }
  return { number, changes: [leave(number)] };
}
