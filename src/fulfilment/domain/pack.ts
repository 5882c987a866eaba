import type { Decision, Situation } from './decision.js';
import type { Parcel } from './parcel.js';
import type { ParcelKind } from './parcel-state.js';
import { chooseLines, type LineCount, type Remaining, remainingLines } from './remaining.js';
import { sendingRefusalReason } from './sending-policy.js';

export interface PackRequest {
  /** Null: all that is left to pack. */
  lines: readonly LineCount[] | null;
  /** Null: as the order says, or by post where it does not. */
  kind: ParcelKind | null;
  anyway: boolean;
}

/** A new parcel, or the one that waits with exactly the named lines: the same command was run before. */
export function decidePack(situation: Situation, request: PackRequest): Decision {
  const { order, parcels } = situation;
  const refused = refusalOf(situation, request.anyway);
  if (refused) return { refused };
  const same = parcels.find((parcel) => isPackedAs(parcel, situation, request));
  if (same) return { number: same.number, changes: [] };
  const remaining = remainingLines(order, parcels);
  if (remaining.length === 0) return { refused: nothingLeft(situation) };
  const choice = chooseLines(remaining, request.lines, order);
  if ('refused' in choice) return choice;
  const number = parcels.length + 1;
  const lines = choice.chosen.map((each) => withShelved(each, remaining));
  const kind = request.kind ?? order.delivery?.kind ?? 'post';
  return { number, changes: [{ event: 'parcel_packed', number, kind, lines }] };
}

/** False where no lines are named: that is the rest, which is in no parcel. */
function isPackedAs(parcel: Parcel, { order }: Situation, { lines, kind }: PackRequest): boolean {
  if (parcel.state !== 'packed' || lines?.length !== parcel.lines.length) return false;
  const slugs = new Map(order.lines.map(({ id, slug }) => [id, slug]));
  const hasLine = ({ slug, quantity }: LineCount) =>
    parcel.lines.some((each) => slugs.get(each.orderLineId) === slug && each.quantity === quantity);
  return (kind ?? parcel.kind) === parcel.kind && lines.every(hasLine);
}

export function refusalOf({ order, ...doubts }: Situation, anyway: boolean): string | null {
  return sendingRefusalReason({ ...order, ...doubts }, anyway);
}

/** Copies on the shelf are taken last. */
function withShelved(chosen: Remaining, all: readonly Remaining[]): Remaining {
  const { quantity = 0, shelved = 0 } = all.find(({ line }) => line === chosen.line) ?? {};
  return { ...chosen, shelved: Math.max(0, chosen.quantity - (quantity - shelved)) };
}

function nothingLeft({ order, parcels }: Situation): string {
  if (order.lines.length === 0)
    return `The lines of order ${order.number} were lost with a database. See its payment in Stripe’s Dashboard.`;
  const waiting = parcels.filter(({ state }) => state === 'packed').length;
  return `Nothing of order ${order.number} is left to pack. Parcels that wait to leave: ${waiting}.`;
}
