import type { Payment, RefundsAndDisputes } from '../../src/payments/payment.js';
import type {
  CancelReason,
  PaymentRequest,
  RefundRequest,
} from '../../src/payments/payment-gateway.js';
import { InvalidPaymentRequestError } from '../../src/payments/payment-errors.js';
import { ShopProblem } from '../../src/common/problem.js';
import { StripeAccount } from '../model/stripe-account.js';
import { AccountGateway } from './account-gateway.js';

export interface GatewayCall {
  name: string;
  about: string | null;
}

/**
 * What becomes of a call. `lost`: Stripe acts, and its answer does not arrive. `key_exhausted`: Stripe repeats
 * an earlier failure, and does nothing.
 */
type Fault = 'not_sent' | 'lost' | 'refused' | 'key_exhausted';

/**
 * A Stripe account in this process, whose answers may be lost, and a gateway to it. What a test puts into
 * `payments` and `afterSales` is said instead of what the account has.
 */
export class FakePaymentGateway extends AccountGateway {
  readonly stripe = new StripeAccount('acct_1');
  readonly payments = new Map<string, Payment>();
  readonly afterSales = new Map<string, RefundsAndDisputes>();
  /** Every question asked with find(), in order. */
  readonly asked: string[] = [];
  /** Every payment that was asked for, in order: the same key finds the same payment. */
  readonly started: PaymentRequest[] = [];
  readonly refundRequests: RefundRequest[] = [];
  readonly cancelReasons = new Map<string, CancelReason>();
  /** Every call, in order. */
  readonly calls: GatewayCall[] = [];
  /** Answers wait for this. */
  latch: Promise<void> = Promise.resolve();
  readonly #faults = new Set<{ isMeant: (call: GatewayCall) => boolean; fault: Fault }>();
  /** Before Stripe hears of a call, and before the shop hears the answer. */
  onTurn: (call: GatewayCall) => void = () => undefined;

  protected get account() {
    return this.stripe;
  }

  /** From now on, until the function that it returns is called. */
  plan(isMeant: (call: GatewayCall) => boolean, fault: Fault): () => void {
    const planned = { isMeant, fault };
    this.#faults.add(planned);
    return () => void this.#faults.delete(planned);
  }

  override create(request: PaymentRequest) {
    this.started.push(request);
    return super.create(request).catch(ifKeyExhausted);
  }

  override cancel(id: string, reason: CancelReason, idempotencyKey: string) {
    this.cancelReasons.set(id, reason);
    return super.cancel(id, reason, idempotencyKey);
  }

  override refund(request: RefundRequest) {
    this.refundRequests.push(request);
    return super.refund(request).catch(ifKeyExhausted);
  }

  override async find(id: string) {
    this.asked.push(id);
    const payment = this.payments.get(id);
    if (!payment) return super.find(id);
    await this.latch;
    return { payment, clientSecret: `${id}_secret_1` };
  }

  override refundsAndDisputes(id: string) {
    const said = this.afterSales.get(id);
    return said ? Promise.resolve(said) : super.refundsAndDisputes(id);
  }

  protected async ask<T>(
    name: string,
    about: string | null,
    answer: (stripe: StripeAccount) => T,
  ): Promise<T> {
    const call = { name, about };
    this.calls.push(call);
    const fault = [...this.#faults].find(({ isMeant }) => isMeant(call))?.fault;
    await this.latch;
    if (fault === 'refused') throw new InvalidPaymentRequestError(`${name} is refused`);
    if (fault === 'key_exhausted') throw new KeyExhausted();
    if (fault === 'not_sent') throw new ShopProblem('payment-unavailable');
    this.onTurn(call);
    const answered = answer(this.stripe);
    if (fault === 'lost') throw new ShopProblem('payment-unavailable');
    await Promise.resolve();
    this.onTurn(call);
    return answered;
  }
}

class KeyExhausted extends Error {}

function ifKeyExhausted(error: unknown) {
  if (error instanceof KeyExhausted) return 'idempotency_key_exhausted' as const;
  throw error;
}
