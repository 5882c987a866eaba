import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { format } from '../money/format.js';
import type { Order } from '../orders/domain/order.js';
import { amountOf } from '../pricing/offer.js';

/** The view of views/checkout/show.hbs. */
@Injectable()
export class CheckoutView {
  constructor(private readonly config: Config) {}

  show({ order, clientSecret }: { order: Order; clientSecret: string }) {
    const stripe = this.config.get('stripe', { infer: true });
    const publicUrl = this.config.get('publicUrl', { infer: true });
    const total = format(order.total);
    return {
      order: { number: order.number },
      lines: order.lines.map((line) => ({
        title: line.title,
        author: line.author,
        quantity: line.quantity,
        unitPrice: format(line.unitPrice),
        amount: format(amountOf(line)),
      })),
      total,
      payLabel: `Pay ${total}`,
      email: order.email ?? '',
      contactAction: `/checkout/${order.token}/contact`,
      payment: {
        clientSecret,
        publishableKey: stripe.publishableKey,
        returnUrl: `${publicUrl}/checkout/${order.token}/return`,
        stripeJsUrl: stripe.jsUrl,
      },
    };
  }
}
