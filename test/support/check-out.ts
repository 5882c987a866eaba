import type { Chosen } from '../../src/cart/domain/cart-changes.js';
import type { CheckoutItemsService } from '../../src/checkout/checkout-items.service.js';
import type { CheckoutService } from '../../src/checkout/checkout.service.js';
import type { DeliveryDraft } from '../../src/delivery/domain/draft.js';
import type { DeliveryService } from '../../src/delivery/delivery.service.js';
import type { Order } from '../../src/orders/domain/order.js';
import { AN_ADDRESS } from './offers.js';

/** The services that the pages from the cart to the payment page use. */
export interface CheckoutServices {
  items: CheckoutItemsService;
  checkout: CheckoutService;
  delivery: DeliveryService;
}

/** Of shop/delivery.json: without a price, and for $4.50 up to a kilogram. */
export const COLLECTED: DeliveryDraft = { destination: 'pickup', method: 'collect', address: null };
export const BY_MAIL: DeliveryDraft = { destination: 'US', method: 'mail', address: AN_ADDRESS };

/** As by “Buy now” and the form of the delivery page. */
export async function buyNow(
  services: CheckoutServices,
  shopperId: string,
  slug: string,
  draft = COLLECTED,
): Promise<Order> {
  return place(services, shopperId, await services.items.ofBook(slug), draft);
}

/** The page as it was shown. */
export const NOTHING_CHOSEN: Chosen = { quantities: new Map() };

interface CartPage {
  /** The offer fingerprint of the cart page. */
  seen?: string;
  chosen?: Chosen;
  draft?: DeliveryDraft;
}

/** As by “Check out” and the form of the delivery page. Null if the shopper is led back to the cart. */
export async function buyCart(
  services: CheckoutServices,
  shopperId: string,
  { seen, chosen = NOTHING_CHOSEN, draft = COLLECTED }: CartPage = {},
): Promise<Order | null> {
  const { items } = services;
  const accepted = await items.acceptCart(shopperId, seen, chosen);
  const latest = accepted && (await items.ofLatestCart(shopperId, undefined));
  return latest && place(services, shopperId, latest, draft);
}

type Items = Awaited<ReturnType<CheckoutItemsService['ofBook']>>;

async function place(
  { delivery, checkout }: CheckoutServices,
  shopperId: string,
  items: Items,
  draft: DeliveryDraft,
): Promise<Order> {
  const chosen = delivery.deliveryOf(draft, items.shipment);
  if (!chosen) throw new Error(`It is not delivered by ${draft.method}`);
  return checkout.place(shopperId, items, chosen);
}
