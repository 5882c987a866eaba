import type { Payment, ListedPayment, Refund } from '../../src/payments/payment.js';
import type {
  CancelReason,
  PaymentEvent,
  PaymentRequest,
  RefundRequest,
} from '../../src/payments/payment-gateway.js';
import { StripeTruth } from './stripe-truth.js';

interface Intent {
  id: string;
  /** As its metadata claims. */
  orderId: string | null;
  orderNumber: number | null;
  description: string;
  truth: StripeTruth;
}

/** A payment of another program's claims no order. */
type Creation = Omit<PaymentRequest, 'orderId' | 'orderNumber'> &
  Pick<Intent, 'orderId' | 'orderNumber'>;

/** Stripe as one account has it: what it was asked under a key it answers the same again. */
export class StripeAccount {
  readonly intents: Intent[] = [];
  readonly events: PaymentEvent[] = [];
  readonly #replies = new Map<string, unknown>();
  /** By the request that a refund was made for. */
  readonly #requested = new Map<string, { id: string; refundId: string }>();
  onEvent: (event: PaymentEvent) => void = () => undefined;

  constructor(readonly id: string) {}

  create({ orderId, orderNumber, amount, description, idempotencyKey }: Creation): Payment {
    const id = this.#once(idempotencyKey, () => {
      const truth = new StripeTruth(amount.minor, amount.currency);
      const intent = {
        id: `pi_${this.intents.length + 1}_${this.id}`,
        orderId,
        orderNumber,
        description,
        truth,
      };
      this.intents.push(intent);
      this.#emit('payment_intent.created', intent);
      return intent.id;
    });
    return this.payment(this.intent(id));
  }

  /** Whatever waits here has waited since then. */
  backdate(createdAt: Date) {
    for (const { truth } of this.intents) truth.createdAt = createdAt;
  }

  has(id: string): boolean {
    return this.intents.some((each) => each.id === id);
  }

  intent(id: string): Intent {
    const intent = this.intents.find((each) => each.id === id);
    if (!intent) throw new Error(`This Stripe has no ${id}`);
    return intent;
  }

  payment({ id, orderId, truth }: Intent): Payment {
    return { ...truth.payment(), paymentIntentId: id, claimedOrderId: orderId };
  }

  /** Newest first. */
  payments(): ListedPayment[] {
    return this.intents.toReversed().map((intent) => ({
      ...this.payment(intent),
      claimedOrderNumber: intent.orderNumber === null ? null : String(intent.orderNumber),
      description: intent.description,
      email: null,
    }));
  }

  afterSale({ id, truth }: Intent) {
    const { refunds, disputes } = truth.afterSale();
    return {
      refunds: refunds.map((refund) => ({ ...refund, refundId: `${refund.refundId}_of_${id}` })),
      disputes: disputes.map((dispute) => ({
        ...dispute,
        disputeId: `${dispute.disputeId}_of_${id}`,
      })),
    };
  }

  /** False when Stripe refuses: money has moved, or it is canceled already. */
  cancel(id: string, reason: CancelReason, idempotencyKey: string): boolean {
    return this.#once(idempotencyKey, () =>
      this.act(id, 'payment_intent.canceled', (truth) =>
        truth.cancel({ isCanceledAsAbandoned: reason === 'abandoned' }),
      ),
    );
  }

  /** As it stands now. */
  refundFor(requestId: string): Refund | undefined {
    const made = this.#requested.get(requestId);
    if (!made) return undefined;
    const { refunds } = this.afterSale(this.intent(made.id));
    return refunds.find(({ refundId }) => refundId === made.refundId);
  }

  refund({ paymentIntentId, amountMinor, requestId, idempotencyKey }: RefundRequest) {
    return this.#once(idempotencyKey, () => {
      const intent = this.intent(paymentIntentId);
      if (amountMinor > intent.truth.balance()) return { refused: 'That is more than is left.' };
      this.act(paymentIntentId, 'charge.refunded', (truth) => truth.refund(amountMinor - 1));
      const made = this.afterSale(intent).refunds.at(-1);
      if (!made) throw new Error('No refund was made');
      this.#requested.set(requestId, { id: paymentIntentId, refundId: made.refundId });
      return made;
    });
  }

  requestOf(refundId: string): string | undefined {
    return [...this.#requested].find(([, refund]) => refund.refundId === refundId)?.[0];
  }

  /** True, and an event, when it changed anything: what is out of turn changes nothing. */
  act(id: string, type: string, change: (truth: StripeTruth) => unknown): boolean {
    const intent = this.intent(id);
    const look = () => JSON.stringify([intent.truth.payment(), intent.truth.afterSale()]);
    const before = look();
    change(intent.truth);
    if (look() === before) return false;
    this.#emit(type, intent);
    return true;
  }

  #emit(type: string, { id, orderId }: Intent) {
    const event: PaymentEvent = {
      eventId: `evt_${this.events.length + 1}_${this.id}`,
      type,
      apiVersion: null,
      createdAt: new Date(),
      paymentIntentId: id,
      claimedOrderId: orderId,
      payload: '{}',
    };
    this.events.push(event);
    this.onEvent(event);
  }

  #once<T>(key: string, act: () => T): T {
    if (!this.#replies.has(key)) this.#replies.set(key, act());
    return this.#replies.get(key) as T;
  }
}
