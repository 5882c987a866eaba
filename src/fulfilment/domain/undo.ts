import type { Decision, Situation } from './decision.js';
import { type Parcel, sentCopies } from './parcel.js';
import { hasLeft } from './parcel-state.js';

/** Takes a parcel that has left back into the shop; unpacks one that has not. `number` null: the only one. */
export function decideUndo(situation: Situation, number: number | null): Decision {
  const { order, parcels } = situation;
  const open = parcels.filter(({ state }) => state !== 'canceled');
  const [parcel, ...others] = open.filter((each) => number === null || each.number === number);
  if (!parcel) return { refused: `There is no such parcel of order ${order.number} to undo.` };
  if (others.length > 0) {
    const numbers = open.map((each) => each.number).join(', ');
    return { refused: `Order ${order.number} has the parcels ${numbers}. Add --parcel NUMBER.` };
  }
  if (!hasLeft(parcel.state)) return { number: parcel.number, changes: [changeOf(parcel)] };
  if (hasComeBack(situation, parcel))
    return { refused: `Copies of parcel ${parcel.number} have come back, so it was sent.` };
  return { number: parcel.number, changes: [changeOf(parcel)] };
}

function changeOf({ number, state }: Parcel) {
  const event = hasLeft(state) ? 'parcel_undone' : 'parcel_unpacked';
  return { event, number } as const;
}

/** More copies have come back than the other parcels had. */
function hasComeBack({ order, parcels }: Situation, parcel: Parcel): boolean {
  const others = sentCopies(parcels.filter((each) => each !== parcel));
  return parcel.lines.some(({ orderLineId }) => {
    const returned = order.lines.find(({ id }) => id === orderLineId)?.returned ?? 0;
    return returned > (others.get(orderLineId) ?? 0);
  });
}
