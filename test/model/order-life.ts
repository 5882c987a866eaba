import type { Money } from '../../src/money/money.js';
import { balanceOf, type LedgerEntry } from '../../src/orders/domain/ledger.js';
import {
  isClosedUnpaid,
  hasBeenPaid,
  nextState,
  type OrderEvent,
  type OrderState,
} from '../../src/orders/domain/order-state.js';
import { ledgerChangesFor } from '../../src/orders/payment/refunds-and-disputes.js';
import {
  type OrderTransition,
  transitionForPayment,
} from '../../src/orders/payment/payment-transition.js';
import type { RefundsAndDisputes, Payment } from '../../src/payments/payment.js';

/** Which pairs of state and event a run has met, and how often. */
export class Coverage {
  readonly #pairs = new Map<string, number>();

  note(from: OrderState, event: OrderEvent) {
    const pair = `${from} ${event}`;
    this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
  }

  count(from: OrderState, event: OrderEvent): number {
    return this.#pairs.get(`${from} ${event}`) ?? 0;
  }
}

/** An order as the repositories have it: what the pure core says is written, by one conditional update. */
export class OrderLife {
  state: OrderState = 'pending';
  paidAt: Date | null = null;
  readonly ledger: LedgerEntry[] = [];
  isSoldOut = false;
  isAccepted = false;
  readonly #failedAttempts = new Set<string>();

  constructor(
    readonly total: Money,
    private readonly coverage: Coverage,
    /** Not so for an order from before copies were counted. */
    private holdsCopies: boolean,
  ) {}

  hear(payment: Payment): boolean {
    if (hasBeenPaid(this.state)) return false;
    return this.move(transitionForPayment(this.total, payment));
  }

  hearAfterSale(refundsAndDisputes: RefundsAndDisputes): boolean {
    if (!hasBeenPaid(this.state)) return false;
    const news = ledgerChangesFor(this, refundsAndDisputes);
    if (!news) return false;
    this.ledger.push(...news.entries);
    if (news.event) this.#become(news.event);
    return true;
  }

  /** True when it moved: out of turn, and for an attempt already told of, nothing changes. */
  move(transition: OrderTransition): boolean {
    const { failedAttempt = null, received } = transition;
    const event = this.#withCopies(transition.event);
    if (this.hasToldOf(failedAttempt)) return this.#become('payment_incomplete');
    if (!this.#become(event)) return false;
    if (isClosedUnpaid(this.state)) this.holdsCopies = false;
    if (event === 'payment_succeeded') this.paidAt = new Date();
    if (failedAttempt !== null) this.#failedAttempts.add(failedAttempt);
    if (received) {
      const { paymentIntentId: stripeId, receivedMinor: amountMinor, currency } = received;
      this.ledger.push({ kind: 'payment', stripeId, amountMinor, currency });
    }
    return true;
  }

  hasToldOf(failedAttempt: string | null): boolean {
    return failedAttempt !== null && this.#failedAttempts.has(failedAttempt);
  }

  /** A person says that the payment is right as it is. */
  accept() {
    if (this.state !== 'needs_review' || !this.#become('review_accepted')) return;
    this.paidAt = new Date();
    this.isAccepted = true;
  }

  get balance(): number {
    return balanceOf(this.ledger);
  }

  #withCopies(event: OrderEvent): OrderEvent {
    const isShort = this.isSoldOut && !this.holdsCopies;
    if (event !== 'payment_succeeded' || !nextState(this.state, event)) return event;
    return isShort ? 'stock_unavailable' : event;
  }

  #become(event: OrderEvent): boolean {
    const next = nextState(this.state, event);
    this.coverage.note(this.state, event);
    if (next) this.state = next;
    return next !== null;
  }
}
