import type { LedgerKind } from '../domain/ledger.js';
import {
  hasBeenPaid,
  isOpen,
  type OrderEvent,
  type OrderNote,
  type OrderState,
} from '../domain/order-state.js';
import type { Order, PaymentSyncStatus, Trigger } from '../domain/order.js';

/** The status section of the order page. */
interface OrderStatusView {
  variant: 'paid' | 'processing' | 'requires_action' | 'declined' | 'review' | 'closed' | 'unpaid';
  heading: string;
  explanation: string;
  refreshes: boolean;
  /** Of the link to the payment page. Null if the order cannot be paid. */
  payLabel: string | null;
  /** Closed unpaid: its books are in the cart, or on their own pages. */
  canBuyAgain?: true;
  voucherUrl?: string | null;
}

const PLAIN = { refreshes: false, payLabel: null };

const REQUIRES_ACTION: OrderStatusView = {
  variant: 'requires_action',
  heading: 'Your bank asks you to confirm this payment.',
  explanation:
    'Nothing has been charged yet. If you left your bank’s page, go on with the payment here; if you have just confirmed it, this page changes by itself.',
  refreshes: true,
  payLabel: 'Go on with the payment',
};

const CLOSED: OrderStatusView = {
  ...PLAIN,
  variant: 'closed',
  heading: 'This order is closed.',
  explanation: 'It was never paid and nothing was charged for it.',
};

const STATUS_VIEWS: Record<OrderState, OrderStatusView> = {
  pending: {
    variant: 'unpaid',
    heading: 'This order is not paid yet.',
    explanation: 'Nothing has been charged, and you can still pay for it.',
    refreshes: true,
    payLabel: 'Go to payment',
  },
  processing: {
    ...PLAIN,
    variant: 'processing',
    heading: 'We are waiting for your bank.',
    explanation:
      'Your payment is on its way. Please do not pay again: this page turns to “paid” by itself as soon as Stripe confirms it.',
    refreshes: true,
  },
  declined: {
    variant: 'declined',
    heading: 'Your payment was declined.',
    explanation: 'Nothing was charged. You can try again, or use another card, on this same order.',
    refreshes: true,
    payLabel: 'Try another card',
  },
  paid: {
    ...PLAIN,
    variant: 'paid',
    heading: 'Thank you. Your order is paid.',
    explanation: 'Keep this page’s address: it is the way back to your order.',
  },
  partially_refunded: {
    ...PLAIN,
    variant: 'paid',
    heading: 'Part of your payment was refunded.',
    explanation: 'The amounts are below. Banks take five to ten days to show a refund.',
  },
  refunded: {
    ...PLAIN,
    variant: 'closed',
    heading: 'Your payment was refunded.',
    explanation:
      'All of it is on its way back to you. Banks take five to ten days to show a refund.',
  },
  disputed: {
    ...PLAIN,
    variant: 'review',
    heading: 'Your payment is disputed.',
    explanation:
      'The bank that issued the card has raised a question or dispute about this payment. You do not need to pay anything here.',
  },
  needs_review: {
    ...PLAIN,
    variant: 'review',
    heading: 'We are checking your payment.',
    explanation:
      'Your payment arrived, and something about it does not fit this order. Please do not pay again: a person looks at it, and you will get either your books or your money back.',
  },
  superseded: {
    ...CLOSED,
    heading: 'This order was replaced by a newer one.',
    canBuyAgain: true,
  },
  canceled: { ...CLOSED, heading: 'This order was canceled.', canBuyAgain: true },
  expired: {
    ...CLOSED,
    heading: 'This order has expired.',
    explanation:
      'It was not paid in time. Nothing was charged, and nothing can be charged for it any more.',
    canBuyAgain: true,
  },
};

/** What the page says of a voucher: Stripe's page with it, and until when it can be paid. */
interface VoucherView {
  url: string | null;
  expires: string | null;
}

function awaitingVoucher({ url, expires }: VoucherView): OrderStatusView {
  const until = expires ? `by ${expires}` : 'in time';
  return {
    ...PLAIN,
    variant: 'processing',
    heading: 'Please pay your voucher.',
    explanation: `Nothing has been charged yet. Pay the voucher or code that Stripe has shown you ${until}, and please do not pay in another way besides: this page turns to “paid” by itself when Stripe hears of it, which can take some days.`,
    refreshes: true,
    voucherUrl: url,
  };
}

/** Shown instead of the state of an unpaid order. */
const SYNC_STATUS_VIEWS: Partial<Record<PaymentSyncStatus, OrderStatusView>> = {
  /** Makes no statement about charges, and does not ask for payment. */
  stripe_unavailable: {
    ...PLAIN,
    variant: 'processing',
    heading: 'We cannot reach Stripe at this moment.',
    explanation:
      'If you have just paid, please do not pay again: this page will show whether it went through as soon as Stripe answers.',
    refreshes: true,
  },
  /** Another program has locked the database. */
  not_persisted: {
    ...PLAIN,
    variant: 'processing',
    heading: 'One moment, please.',
    explanation:
      'The shop is catching up. If you have just paid, please do not pay again: this page will show whether it went through in a moment.',
    refreshes: true,
  },
  other_account: {
    ...PLAIN,
    variant: 'closed',
    heading: 'This order belongs to another Stripe account.',
    explanation:
      'It was placed while this shop was connected to another Stripe account or mode, and cannot be paid here.',
  },
};

export function statusViewOf(
  { state, reason }: Pick<Order, 'state' | 'reason'>,
  syncStatus: PaymentSyncStatus,
  voucher: VoucherView | null = null,
) {
  const fallback = SYNC_STATUS_VIEWS[syncStatus];
  if (fallback && !hasBeenPaid(state)) return fallback;
  if (isOpen(state) && syncStatus === 'requires_action') return REQUIRES_ACTION;
  if (state === 'processing' && voucher) return awaitingVoucher(voucher);
  const view = STATUS_VIEWS[state];
  if (state !== 'declined' || !reason) return view;
  return { ...view, explanation: `${reason} ${view.explanation}` };
}

const EVENT_LABELS: Record<OrderEvent | OrderNote, string> = {
  order_placed: 'Order placed',
  order_recovered: 'Recreated from Stripe’s records after a restore',
  payment_processing: 'Payment on its way',
  payment_incomplete: 'Waiting for payment again',
  payment_failed: 'Payment declined',
  payment_succeeded: 'Paid',
  payment_mismatched: 'Payment under review',
  stock_unavailable: 'Paid when the books had gone: under review',
  payment_canceled: 'Payment canceled',
  order_expired: 'Expired: not paid in time',
  order_superseded: 'Replaced by a newer order',
  partially_refunded: 'Refunded in part',
  fully_refunded: 'Refunded',
  payment_disputed: 'Payment disputed',
  review_accepted: 'Looked at, and accepted',
  funds_restored: 'The money is back: a refund failed or a dispute was won',
  review_reopened: 'The money is back, and under review again',
  ledger_updated: 'Money moved while under review',
  dispute_dismissed: 'The dispute was looked at',
  parcel_packed: 'Packed',
  parcel_sent: 'Sent',
  parcel_collected: 'Collected',
  parcel_undone: 'Taken back: it has not left the shop',
  parcel_unpacked: 'Unpacked',
  copies_restocked: 'Copies put back on the shelf',
};

export function eventLabel(event: string): string {
  return Object.hasOwn(EVENT_LABELS, event)
    ? EVENT_LABELS[event as keyof typeof EVENT_LABELS]
    : event;
}

export const LEDGER_LABELS: Record<LedgerKind, string> = {
  payment: 'Paid',
  refund: 'Refunded',
  refund_failed: 'Refund failed',
  dispute: 'Taken back by the bank',
  dispute_won: 'Returned by the bank',
};

export const TRIGGER_LABELS: Record<Trigger, string> = {
  shopper: 'you',
  checkout: 'Stripe, asked when you checked out again',
  webhook: 'Stripe’s webhook',
  return_url: 'Stripe, asked when you came back from it',
  order_page: 'Stripe, asked by this page',
  reconciliation: 'Stripe, asked by the shop’s regular check',
  admin: 'the shop',
  recovery: 'Stripe, asked after a restore',
};
