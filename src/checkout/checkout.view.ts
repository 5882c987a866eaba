import { Injectable } from '@nestjs/common';
import { addressLines } from '../common/address-format.js';
import { countryName } from '../common/country-name.js';
import { toUnicodeEmail } from '../common/email-address.js';
import { toTimeView } from '../common/format-time.js';
import { Config } from '../config/config.module.js';
import type { Order } from '../orders/domain/order.js';
import { OrderExpiryService } from '../orders/expiry/order-expiry.service.js';
import type { Payment } from '../payments/payment.js';
import { toOfferView } from '../pricing/offer.view.js';
import { deliveryPagePath } from './with-retry-form.js';
import { currentLocale, languageOf } from '../texts/locale.js';
import { Texts } from '../texts/texts.js';

interface OpenPaymentPage {
  order: Order;
  payment: Payment;
  clientSecret: string;
}

/** The view of views/checkout/show.hbs. */
@Injectable()
export class CheckoutView {
  constructor(
    private readonly config: Config,
    private readonly expiry: OrderExpiryService,
  ) {}

  show({ order, payment, clientSecret }: OpenPaymentPage) {
    const stripe = this.config.get('stripe', { infer: true });
    const publicUrl = this.config.get('publicUrl', { infer: true });
    const offer = toOfferView(order);
    const keptUntil = this.expiry.reservedUntil(order, payment);
    return {
      order: { number: order.number },
      offer,
      change: changeLink(order),
      delivery: deliverySummary(order),
      keptUntil: keptUntil && toTimeView(keptUntil),
      payLabel: Texts.t('checkout.pay', { total: offer.total }),
      email: toUnicodeEmail(order.email ?? ''),
      orderHref: `/orders/${order.token}`,
      contactAction: `/checkout/${order.token}/contact`,
      payment: {
        clientSecret,
        publishableKey: stripe.publishableKey,
        returnUrl: `${publicUrl}/checkout/${order.token}/return`,
        stripeJsUrl: stripe.jsUrl,
        locale: languageOf(currentLocale().tag),
        statusUrl: `/orders/${order.token}/status`,
      },
      texts: scriptTexts(),
    };
  }
}

/** One line, and the way back to the page that changes it. */
function deliverySummary({ delivery, origin }: Order) {
  if (delivery === null) return null;
  const { address, country, estimate } = delivery;
  const lines = address && addressLines(address, country);
  const to = lines && [...lines, countryName(country)].join(', ');
  return { to, estimate, changeHref: deliveryPagePath(origin) };
}

/** Where the order can still be changed: a changed one is a new order. */
function changeLink({ cartId, lines: [first] }: Order) {
  if (cartId !== null) return { label: Texts.t('checkout.changeCart'), href: '/cart', hint: null };
  if (!first) return null;
  const hint = Texts.t('checkout.oneCopy');
  return { label: Texts.t('checkout.backToBook'), href: `/books/${first.slug}`, hint };
}

/** What the page's script says: `CheckoutTexts` of src/browser/checkout-texts.ts. */
function scriptTexts() {
  return {
    paying: Texts.t('checkout.script.paying'),
    stillWaiting: Texts.t('checkout.script.stillWaiting'),
    emailRefused: Texts.t('checkout.script.emailRefused'),
    unreachable: Texts.t('checkout.script.unreachable'),
    failed: Texts.t('checkout.script.failed'),
    uncharged: Texts.t('checkout.script.uncharged'),
  };
}
