import type { Books } from './books.js';

const ACCEPTED = new Set(['payment_succeeded', 'review_accepted']);

/** An order has a receipt if its payment was accepted, and one. */
export function paidHasOneReceipt({ shop }: Books): string[] {
  const orders = shop.orders.flatMap(({ id, number }) => {
    const isAccepted = shop.timeline.some(({ orderId, event }) => orderId === id && ACCEPTED.has(event)); // prettier-ignore
    const [has, needs] = [shop.receipts.filter(({ orderId }) => orderId === id).length, Number(isAccepted)]; // prettier-ignore
    return has === needs ? [] : [`order ${number} has ${has} receipts instead of ${needs}`];
  });
  const known = new Set(shop.orders.map(({ id }) => id));
  const strays = shop.receipts.filter(({ orderId }) => !known.has(orderId));
  return [...orders, ...strays.map(({ number }) => `receipt ${number} is of no order`)];
}

/** The numbers of each series are 1, 2, 3, … as far as its counter says. */
export function documentsAreGapless({ shop }: Books): string[] {
  const kinds = { receipt: shop.receipts, credit_note: shop.creditNotes };
  return Object.entries(kinds).flatMap(([kind, documents]) => {
    const counter = shop.documentSeries.find((each) => each.kind === kind);
    const names = new Set(
      [...documents, ...(counter ? [counter] : [])].map(({ series }) => series),
    );
    return [...names].flatMap((series) => {
      const numbers = documents.filter((each) => each.series === series).map(({ number }) => number); // prettier-ignore
      const last = counter?.series === series ? counter.lastNumber : Math.max(...numbers);
      const wanted = Array.from({ length: last }, (_, at) => at + 1).join(', ');
      const found = numbers.toSorted((one, other) => one - other).join(', ');
      return found === wanted ? [] : [`the numbers (${kind}, “${series}”) are ${found}, up to ${last}`]; // prettier-ignore
    });
  });
}
