import type { Order, OrderLine } from '../../orders/domain/order.js';
import { packedCopies, type Parcel, sentCopies } from './parcel.js';

export type OrderedLines = Pick<Order, 'state' | 'lines'>;

/** Copies of a line of the order, as a person names them. */
export interface LineCount {
  slug: string;
  /** At least 1. */
  quantity: number;
}

export interface Remaining {
  line: OrderLine;
  /** Copies that are to be packed. */
  quantity: number;
  /** As many of these were put back on the shelf for a refund that has failed since. */
  shelved: number;
}

/**
 * The copies that are to be packed: ordered, in no parcel, and not refunded before. Of an order that is paid in full
 * nothing counts as refunded: a refund of it has failed.
 */
export function remainingLines({ state, lines }: OrderedLines, parcels: readonly Parcel[]) {
  const packed = packedCopies(parcels);
  return lines
    .map((line): Remaining => {
      const unpacked = line.quantity - (packed.get(line.id) ?? 0);
      const canceled = line.canceled ?? 0;
      return state === 'paid'
        ? { line, quantity: unpacked, shelved: Math.min(canceled, unpacked) }
        : { line, quantity: unpacked - canceled, shelved: 0 };
    })
    .filter(({ quantity }) => quantity > 0);
}

/** The copies that have not left the shop and count as ordered still. */
export function unsentLines({ lines }: OrderedLines, parcels: readonly Parcel[]) {
  const sent = sentCopies(parcels);
  return lines
    .map((line) => ({
      line,
      quantity: line.quantity - (sent.get(line.id) ?? 0) - (line.canceled ?? 0),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** The copies that have left the shop and have not come back. */
export function returnableLines({ lines }: OrderedLines, parcels: readonly Parcel[]) {
  const sent = sentCopies(parcels);
  return lines
    .map((line) => ({ line, quantity: (sent.get(line.id) ?? 0) - (line.returned ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

/**
 * The chosen copies of those that are available; null: all of them. All problems at once, as a sentence each.
 */
export function chooseLines<Available extends { line: OrderLine; quantity: number }>(
  available: readonly Available[],
  wanted: readonly LineCount[] | null,
  order: OrderedLines,
): { chosen: Available[] } | { refused: string } {
  if (wanted === null) return { chosen: [...available] };
  const problems: string[] = [];
  const chosen = wanted.flatMap(({ slug, quantity }) => {
    const found = available.find(({ line }) => line.slug === slug);
    if (found && quantity <= found.quantity) return { ...found, quantity };
    problems.push(problemOf({ slug, quantity }, found?.quantity ?? 0, order));
    return [];
  });
  return problems.length > 0 ? { refused: problems.join(' ') } : { chosen };
}

function problemOf({ slug, quantity }: LineCount, left: number, { lines }: OrderedLines): string {
  if (!lines.some((line) => line.slug === slug)) return noSuchLine(slug, lines);
  return `${slug}: ${quantity} is more than ${left}, which is what is left.`;
}

export function noSuchLine(slug: string, lines: OrderedLines['lines']): string {
  const slugs = lines.map((line) => line.slug).join(', ');
  return `The order has no line ${slug}. Its lines: ${slugs}.`;
}
