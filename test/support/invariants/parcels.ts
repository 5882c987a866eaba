import type { Books, LineRow } from './books.js';

const PAID = new Set(['paid', 'partially_refunded', 'refunded', 'disputed']);
const LEFT = new Set(['sent', 'collected']);

/** No more of a line is in parcels than was ordered, and no more comes back than has left. */
export function parcelsAreOfWhatWasOrdered({ shop }: Books): string[] {
  return shop.lines.flatMap((line) => {
    const packed = copiesOf(shop, line, (state) => state !== 'canceled');
    const sent = copiesOf(shop, line, (state) => LEFT.has(state));
    const { id, quantity, canceled, returned } = line;
    return [
      ...(packed > quantity ? [`line ${id}: ${packed} of ${quantity} are in parcels`] : []),
      ...(sent + (canceled ?? 0) > quantity
        ? [`line ${id}: ${sent} were sent of ${quantity}, and ${canceled ?? 0} not`]
        : []),
      ...((returned ?? 0) > sent ? [`line ${id}: ${returned ?? 0} came back of ${sent}`] : []),
    ];
  });
}

/** What has left the shop was paid for. */
export function onlyPaidIsSent({ shop }: Books): string[] {
  return shop.parcels
    .filter(({ state }) => LEFT.has(state))
    .flatMap(({ orderId, number, state }) => {
      const order = shop.orders.find(({ id }) => id === orderId);
      const isPaid = order && PAID.has(order.state);
      return isPaid ? [] : [`parcel ${number} of an order that is ${order?.state ?? 'not there'} was ${state}`]; // prettier-ignore
    });
}

/** Of a refunded order nothing is held that was not sent. */
export function refundedIsBack({ shop }: Books): string[] {
  const refunded = new Map(
    shop.orders.filter(({ state }) => state === 'refunded').map(({ id, number }) => [id, number]),
  );
  return shop.lines
    .filter(({ orderId }) => refunded.has(orderId))
    .filter((line) => line.reserved > copiesOf(shop, line, (state) => LEFT.has(state)))
    .map(({ orderId, reserved }) => `order ${String(refunded.get(orderId))} is refunded and holds ${reserved}`); // prettier-ignore
}

function copiesOf(
  { parcels, parcelLines }: Books['shop'],
  { id }: LineRow,
  isCounted: (state: string) => boolean,
): number {
  const counted = new Set(parcels.filter(({ state }) => isCounted(state)).map((each) => each.id));
  return parcelLines
    .filter(({ orderLineId, parcelId }) => orderLineId === id && counted.has(parcelId))
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
