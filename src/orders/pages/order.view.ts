import { toUnicodeEmail } from '../../common/email-address.js';
import { formatTime, toTimeView } from '../../common/format-time.js';
import type { Parcel } from '../../fulfilment/domain/parcel.js';
import { toParcelsView } from '../../fulfilment/parcels.view.js';
import { format, formatMinor } from '../../money/format.js';
import { money } from '../../money/money.js';
import { toOfferView } from '../../pricing/offer.view.js';
import {
  type DocumentNumber,
  formatDocumentNumber,
} from '../../receipts/domain/document-number.js';
import type { Payment } from '../../payments/payment.js';
import { balanceOf, type LedgerEntry, signedMinor } from '../domain/ledger.js';
import { hasBeenPaid, type OrderState } from '../domain/order-state.js';
import type { Order, TimelineEntry } from '../domain/order.js';
import type { OrderWithSyncStatus } from '../payment/payment-sync.service.js';
import { toDeliveryView } from './order-delivery.view.js';
import { Texts } from '../../texts/texts.js';
import { amountView } from './order-amount.js';
import { eventLabel, ledgerLabel, statusViewOf, triggerLabel } from './order-status.texts.js';

const REFRESH_SECONDS = 3;

/** The view of views/orders/show.hbs is of the order and of these. */
interface OrderPage {
  /** The token of the order that replaced this one, if the page may name it. */
  replacement: string | null;
  receipt: DocumentNumber | null;
  keptUntil: Date | null;
  parcels: readonly Parcel[];
  /** A withdrawal from the contract is open. */
  isWithdrawn: boolean;
}

export function toOrderView(
  { order, syncStatus, payment }: OrderWithSyncStatus,
  { replacement, receipt, keptUntil, parcels, isWithdrawn }: OrderPage,
) {
  const status = statusViewOf(order, syncStatus, voucherViewOf(payment));
  return {
    number: order.number,
    state: status.variant,
    heading: status.heading,
    explanation: status.explanation,
    paymentIntentId: order.paymentIntentId,
    email: order.email && toUnicodeEmail(order.email),
    amount: amountView(order, syncStatus),
    offer: offerWithLinks(order),
    delivery: toDeliveryView(order.delivery),
    money: toMoneyView(order),
    movements: order.ledger.map(toEntryView),
    timeline: order.timeline.map(toTimelineView),
    receipt: receipt && {
      number: formatDocumentNumber('receipt', receipt),
      href: `/orders/${order.token}/receipt`,
    },
    refresh: status.refreshes
      ? { seconds: REFRESH_SECONDS, statusHref: `/orders/${order.token}/status` }
      : null,
    keptUntil: keptUntil && toTimeView(keptUntil),
    parcels: toParcelsView(order, parcels, isWithdrawn),
    action: actionOf(status, order, replacement),
  };
}

function offerWithLinks(order: Order) {
  const offer = toOfferView(order);
  const hrefs = order.lines.map(({ slug }) => `/books/${slug}`);
  return { ...offer, lines: offer.lines.map((line, index) => ({ ...line, href: hrefs[index] })) };
}

function voucherViewOf(payment: Payment | null | undefined) {
  const voucher = payment?.voucher;
  if (!voucher) return null;
  return { url: voucher.url, expires: voucher.expiresAt && formatTime(voucher.expiresAt) };
}

function actionOf(
  status: ReturnType<typeof statusViewOf>,
  { token, cartId, lines }: Order,
  replacement: string | null,
) {
  if (status.voucherUrl)
    return { label: Texts.t('order.actions.voucher'), href: status.voucherUrl };
  if (status.payLabel) return { label: status.payLabel, href: `/checkout/${token}` };
  if (!status.canBuyAgain) return null;
  if (replacement) return { label: Texts.t('order.actions.newer'), href: `/orders/${replacement}` };
  // The lines of a closed order are still in its cart.
  const href = cartId === null ? `/books/${lines[0]?.slug ?? ''}` : '/cart';
  return { label: Texts.t('order.actions.again'), href };
}

/** For the page's script, which reloads the page when `state` changes. */
export function toOrderStatus({ order, syncStatus }: OrderWithSyncStatus): {
  state: string;
  order_state: OrderState;
  has_been_paid: boolean;
} {
  const { variant } = statusViewOf(order, syncStatus);
  return { state: variant, order_state: order.state, has_been_paid: hasBeenPaid(order.state) };
}

/** Null if the payment is the only movement: the total shows it. */
function toMoneyView({ ledger, total }: Pick<Order, 'ledger' | 'total'>) {
  if (ledger.length < 2) return null;
  const isOneCurrency = ledger.every(({ currency }) => currency === total.currency);
  const balance = Math.max(0, balanceOf(ledger));
  return {
    entries: ledger.map(toEntryView),
    balance: isOneCurrency ? format(money(balance, total.currency)) : null,
  };
}

function toEntryView(entry: LedgerEntry) {
  const { kind, stripeId, amountMinor, currency } = entry;
  const sign = signedMinor(entry) < 0 ? '−' : '';
  return {
    what: ledgerLabel(kind),
    stripeId,
    amount: `${sign}${formatMinor(amountMinor, currency)}`,
  };
}

function toTimelineView({ event, trigger, detail, at }: TimelineEntry) {
  return {
    time: toTimeView(at),
    what: eventLabel(event),
    trigger: triggerLabel(trigger),
    detail,
  };
}
