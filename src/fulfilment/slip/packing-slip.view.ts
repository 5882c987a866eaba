import { addressLines } from '../../common/address-format.js';
import { countryName } from '../../common/country-name.js';
import { toDayView } from '../../common/format-time.js';
import type { Order } from '../../orders/domain/order.js';
import type { Shop } from '../../shop/shop.js';
import { toShopView } from '../../shop/shop.view.js';
import { describeCopies, type Parcel, type ParcelLine } from '../domain/parcel.js';
import { remainingLines } from '../domain/remaining.js';

/** The view of views/fulfilment/slip.hbs: of a parcel; without one, of what is left to pack. No prices: it may be a gift. */
export function toPackingSlipView(
  shop: Shop,
  order: Order,
  parcels: readonly Parcel[],
  parcel: Parcel | null,
) {
  const left = remainingLines(order, parcels).map(({ line, quantity }) => ({
    orderLineId: line.id,
    quantity,
  }));
  return {
    shop: toShopView(shop),
    number: String(order.number),
    placed: toDayView(order.placedAt).text,
    parcel: parcel && String(parcel.number),
    method: order.delivery?.name ?? null,
    to: toAddressView(order),
    copies: copiesOf(order, parcel ? parcel.lines : left),
    rest: parcel && describeCopies(order.lines, left),
  };
}

/** Null if it is collected, or the address was deleted. */
function toAddressView({ delivery }: Order) {
  if (!delivery?.address) return null;
  const { address, country } = delivery;
  return {
    lines: addressLines(address, country),
    country: countryName(country),
    phone: address.phone,
  };
}

function copiesOf({ lines }: Order, copies: readonly ParcelLine[]) {
  return copies.flatMap(({ orderLineId, quantity }) => {
    const line = lines.find(({ id }) => id === orderLineId);
    return line ? [{ title: line.title, author: line.author, quantity }] : [];
  });
}
