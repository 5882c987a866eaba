import type { LedgerKind } from '../domain/ledger.js';
import {
  hasBeenPaid,
  isOpen,
  type OrderEvent,
  type OrderNote,
  type OrderState,
} from '../domain/order-state.js';
import type { Order, PaymentSyncStatus, Trigger } from '../domain/order.js';
import { Texts } from '../../texts/texts.js';

/** The status section of the order page. */
interface OrderStatusView extends StatusShape {
  heading: string;
  explanation: string;
  /** Of the link to the payment page. Null if the order cannot be paid. */
  payLabel: string | null;
  voucherUrl?: string | null;
}

interface StatusShape {
  variant: 'paid' | 'processing' | 'requires_action' | 'declined' | 'review' | 'closed' | 'unpaid';
  refreshes: boolean;
  /** Closed unpaid: its books are in the cart, or on their own pages. */
  canBuyAgain?: true;
}

const CLOSED = { variant: 'closed', refreshes: false } as const;
const REVIEW = { variant: 'review', refreshes: false } as const;
const WAITING = { variant: 'processing', refreshes: true } as const;

/** By the group of its texts. */
const SHAPES = {
  pending: { variant: 'unpaid', refreshes: true },
  processing: WAITING,
  declined: { variant: 'declined', refreshes: true },
  paid: { variant: 'paid', refreshes: false },
  partially_refunded: { variant: 'paid', refreshes: false },
  refunded: CLOSED,
  disputed: REVIEW,
  needs_review: REVIEW,
  superseded: { ...CLOSED, canBuyAgain: true },
  canceled: { ...CLOSED, canBuyAgain: true },
  expired: { ...CLOSED, canBuyAgain: true },
  requires_action: { variant: 'requires_action', refreshes: true },
  voucher: WAITING,
  /** Makes no statement about charges, and does not ask for payment. */
  stripe_unavailable: WAITING,
  /** Another program has locked the database. */
  not_persisted: WAITING,
  other_account: CLOSED,
} as const satisfies Record<OrderState | 'voucher', StatusShape> & Record<string, StatusShape>;
type StatusName = keyof typeof SHAPES;

/** Shown instead of the state of an unpaid order. */
const INSTEAD = ['stripe_unavailable', 'not_persisted', 'other_account'] as const;
const PAYABLE = ['pending', 'declined', 'requires_action'] as const;

function viewOf(name: StatusName): OrderStatusView {
  const payable = PAYABLE.find((each) => each === name);
  return {
    ...SHAPES[name],
    heading: Texts.t(`order.status.${name}.heading`),
    explanation: Texts.t(`order.status.${name}.explanation`),
    payLabel: payable ? Texts.t(`order.pay.${payable}`) : null,
  };
}

/** What the page says of a voucher: Stripe's page with it, and until when it can be paid. */
interface VoucherView {
  url: string | null;
  expires: string | null;
}

function awaitingVoucher({ url: voucherUrl, expires }: VoucherView): OrderStatusView {
  const view = { ...viewOf('voucher'), voucherUrl };
  if (expires === null) return view;
  return { ...view, explanation: Texts.t('order.status.voucher.explanationBy', { expires }) };
}

export function statusViewOf(
  { state, reason }: Pick<Order, 'state' | 'reason'>,
  syncStatus: PaymentSyncStatus,
  voucher: VoucherView | null = null,
): OrderStatusView {
  const fallback = INSTEAD.find((each) => each === syncStatus);
  if (fallback && !hasBeenPaid(state)) return viewOf(fallback);
  if (isOpen(state) && syncStatus === 'requires_action') return viewOf('requires_action');
  if (state === 'processing' && voucher) return awaitingVoucher(voucher);
  const view = viewOf(state);
  if (state !== 'declined' || !reason) return view;
  return {
    ...view,
    explanation: Texts.t('order.status.declined.explanationWithReason', { reason }),
  };
}

/** The event itself if a later version of the shop has written it. */
export function eventLabel(event: string): string {
  const isKnown = Texts.has(`order.events.${event}`);
  return isKnown ? Texts.t(`order.events.${event as OrderEvent | OrderNote}`) : event;
}

export const ledgerLabel = (kind: LedgerKind) => Texts.t(`order.ledger.${kind}`);

export const triggerLabel = (trigger: Trigger) => Texts.t(`order.triggers.${trigger}`);
