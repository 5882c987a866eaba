import type { Situation } from './decision.js';
import type { Parcel } from './parcel.js';
import type { ParcelKind } from './parcel-state.js';
import { remainingLines } from './remaining.js';

// Why a parcel is not sent or collected: sentences for a person, with the command to run.

export function otherKind({ order }: Situation, { number, kind }: Parcel): string {
  return kind === 'pickup'
    ? `Parcel ${number} is to be collected: npm run orders -- collected ${order.number} --parcel ${number}. To send it instead: undo it, and pack --kind post.`
    : `Parcel ${number} is to be sent: npm run orders -- send ${order.number} --parcel ${number}. To hand it over instead: undo it, and pack --kind pickup.`;
}

export function otherWay({ order: { number } }: Situation, agreed: ParcelKind): string {
  return agreed === 'pickup'
    ? `Order ${number} is to be collected: npm run orders -- collected ${number}. To send it instead: npm run orders -- pack ${number} --kind post`
    : `Order ${number} is to be sent: npm run orders -- send ${number}. To hand it over instead: npm run orders -- pack ${number} --kind pickup`;
}

export function whichOne({ order }: Situation, waiting: readonly Parcel[]): string {
  const numbers = waiting.map(({ number }) => number).join(', ');
  return `Several parcels of order ${order.number} wait: ${numbers}. Add --parcel NUMBER.`;
}

export function nothingWaits(situation: Situation, left: readonly Parcel[]): string {
  const { order, parcels } = situation;
  const isRest = remainingLines(order, parcels).length > 0;
  const what = left.map(leftAs).join(' ');
  if (isRest) return `No parcel of order ${order.number} waits. ${what} ${packAgain(situation)}`;
  return `${what} ${correct(situation, left[0]?.number ?? 1)}`;
}

export function leftAs({ number, state, carrier, trackingNumber }: Parcel): string {
  const how = [carrier, trackingNumber].filter((each) => each !== null).join(' ');
  return `Parcel ${number} was ${state}${how && ` with ${how}`}.`;
}

export function correct({ order }: Situation, number: number): string {
  return `To correct that, take it back first: npm run orders -- undo ${order.number} --parcel ${number}`;
}

export function packAgain({ order }: Situation): string {
  return `To pack what is left: npm run orders -- pack ${order.number}`;
}

export function named(parcels: readonly Parcel[]): string {
  return `Its parcels: ${parcels.map(({ number }) => number).join(', ') || 'none'}.`;
}
