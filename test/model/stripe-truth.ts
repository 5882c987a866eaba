import type { RefundsAndDisputes, Dispute, Payment, Refund } from '../../src/payments/payment.js';

type Charge = 'none' | 'processing' | 'succeeded' | 'canceled';

const STANDING: ReadonlySet<Dispute['stage']> = new Set(['inquiry', 'open', 'lost']);
const TAKEN: ReadonlySet<Dispute['stage']> = new Set(['open', 'lost']);

/** One payment as Stripe has it. Acts that are out of turn are refused there, and change nothing. */
export class StripeTruth {
  charge: Charge = 'none';
  createdAt = new Date();
  isCanceledAsAbandoned = false;
  /** Ever: whatever Stripe says since. */
  wasCanceled = false;
  readonly refunds: Refund[] = [];
  readonly disputes: Omit<Dispute, 'funds'>[] = [];
  #attempts = 0;
  #failure: Payment['failure'] = null;
  #requiresAction = false;

  constructor(
    /** In minor units; another than the order's when somebody tampered with it. */
    readonly amountMinor: number,
    readonly currency: string,
  ) {}

  succeed() {
    if (this.charge !== 'none' && this.charge !== 'processing') return;
    this.charge = 'succeeded';
    this.#failure = null;
    this.#requiresAction = false;
  }

  process() {
    if (this.charge === 'none') this.charge = 'processing';
  }

  askBank() {
    if (this.charge === 'none') this.#requiresAction = true;
  }

  decline() {
    if (this.charge !== 'none' && this.charge !== 'processing') return;
    this.#attempts += 1;
    this.charge = 'none';
    this.#requiresAction = false;
    const attempt = `ch_${this.#attempts}`;
    this.#failure = { attempt, code: 'card_declined', message: 'Your card was declined.' };
  }

  /** True when nobody can pay it any more. `isCanceledAsAbandoned`: by the shop, for want of a payment. */
  cancel({ isCanceledAsAbandoned = false } = {}): boolean {
    if (this.charge === 'none') {
      this.charge = 'canceled';
      this.wasCanceled = true;
      this.isCanceledAsAbandoned = isCanceledAsAbandoned;
    }
    return this.charge === 'canceled';
  }

  /** What Stripe never does: the shop is to have the right answer all the same. */
  revive() {
    if (this.charge === 'canceled') this.charge = 'none';
  }

  refund(share: number) {
    const left = this.#refundable();
    if (left === 0) return;
    const amountMinor = 1 + (share % left);
    const refundId = `re_${this.refunds.length + 1}`;
    this.refunds.push({
      refundId,
      amountMinor,
      currency: this.currency,
      outcome: 'succeeded_or_pending',
    });
  }

  refundRest() {
    if (this.#refundable() > 0) this.refund(this.#refundable() - 1);
  }

  failRefund(which: number) {
    const given = this.refunds.filter(({ outcome }) => outcome === 'succeeded_or_pending');
    const refund = given[which % given.length];
    if (refund) refund.outcome = 'failed';
  }

  refundAgain(which: number) {
    this.failRefund(which);
    this.refundRest();
  }

  dispute(stage: 'inquiry' | 'open') {
    if (this.charge !== 'succeeded' || this.isDisputed) return;
    const { amountMinor, currency } = this;
    const disputeId = `dp_${this.disputes.length + 1}`;
    this.disputes.push({ disputeId, amountMinor, currency, stage });
  }

  moveDispute(from: Dispute['stage'], to: Dispute['stage']) {
    const dispute = this.disputes.find(({ stage }) => stage === from);
    if (dispute) dispute.stage = to;
  }

  payment(): Payment {
    const status = this.charge === 'none' ? 'incomplete' : this.charge;
    return {
      paymentIntentId: 'pi_1',
      createdAt: this.createdAt,
      status,
      isCanceledAsAbandoned: status === 'canceled' && this.isCanceledAsAbandoned,
      requiresAction: status === 'incomplete' && this.#requiresAction,
      voucher: null,
      amountMinor: this.amountMinor,
      receivedMinor: status === 'succeeded' ? this.amountMinor : 0,
      currency: this.currency,
      claimedOrderId: null,
      failure: this.#failure,
    };
  }

  afterSale(): RefundsAndDisputes {
    return {
      refunds: this.refunds.map((refund) => ({ ...refund })),
      disputes: this.disputes.map((dispute) => ({ ...dispute, funds: fundsOf(dispute) })),
    };
  }

  /** What is left of the payment, in minor units: before 0, nothing had come. */
  balance(): number {
    if (this.charge !== 'succeeded') return 0;
    const taken = this.disputes.filter(({ stage }) => TAKEN.has(stage));
    return this.amountMinor - this.#refunded() - total(taken);
  }

  get isDisputed(): boolean {
    return this.disputes.some(({ stage }) => STANDING.has(stage));
  }

  #refunded(): number {
    return total(this.refunds.filter(({ outcome }) => outcome === 'succeeded_or_pending'));
  }

  #refundable(): number {
    return this.charge === 'succeeded' ? Math.max(0, this.balance()) : 0;
  }
}

function fundsOf({ stage }: Pick<Dispute, 'stage'>): Dispute['funds'] {
  if (TAKEN.has(stage)) return 'withdrawn';
  return stage === 'won' ? 'reinstated' : 'none';
}

function total(movements: readonly { amountMinor: number }[]): number {
  return movements.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
