import { Injectable } from '@nestjs/common';
import { toUnicodeEmail } from '../common/email-address.js';
import { Config } from '../config/config.module.js';
import type { Order } from '../orders/domain/order.js';
import { toOfferView } from '../pricing/offer.view.js';

/** The view of views/checkout/show.hbs. */
@Injectable()
export class CheckoutView {
  constructor(private readonly config: Config) {}

  show({ order, clientSecret }: { order: Order; clientSecret: string }) {
    const stripe = this.config.get('stripe', { infer: true });
    const publicUrl = this.config.get('publicUrl', { infer: true });
    const offer = toOfferView(order);
    return {
      order: { number: order.number },
      offer,
      change: changeLink(order),
      payLabel: `Pay ${offer.total}`,
      email: toUnicodeEmail(order.email ?? ''),
      orderHref: `/orders/${order.token}`,
      contactAction: `/checkout/${order.token}/contact`,
      payment: {
        clientSecret,
        publishableKey: stripe.publishableKey,
        returnUrl: `${publicUrl}/checkout/${order.token}/return`,
        stripeJsUrl: stripe.jsUrl,
        statusUrl: `/orders/${order.token}/status`,
      },
    };
  }
}

/** Where the order can still be changed: a changed one is a new order. */
function changeLink({ cartId, lines: [first] }: Order) {
  if (cartId !== null) return { label: 'Change your cart', href: '/cart' };
  return first ? { label: 'Back to the book', href: `/books/${first.slug}` } : null;
}
