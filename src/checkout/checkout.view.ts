import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { format } from '../money/format.js';
import { multiply } from '../money/money.js';
import type { Order } from '../orders/domain/order.js';

/** Exactly what views/checkout/show.hbs prints. */
@Injectable()
export class CheckoutView {
  constructor(private readonly config: Config) {}

  show({ order, clientSecret }: { order: Order; clientSecret: string }) {
    const stripe = this.config.get('stripe', { infer: true });
    const publicUrl = this.config.get('publicUrl', { infer: true });
    const total = format(order.total);
    return {
      order: { number: order.number },
      lines: order.lines.map(({ title, author, quantity, unitPrice }) => ({
        title,
        author,
        quantity,
        unitPrice: format(unitPrice),
        amount: format(multiply(unitPrice, quantity)),
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
