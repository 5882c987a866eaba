import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Config } from '../../config/config.module.js';
import type { StripeEnv } from '../../config/stripe-env.js';
import { ShopProblem } from '../../problem/problem.js';
import type { AfterSale, PaymentOnRecord, StripeHome } from '../domain/payment.js';
import { CallsUnderWay } from '../calls-under-way.js';
import {
  PaymentGateway,
  type CancelReason,
  type FoundPayment,
  type PaymentEvent,
  type PaymentRequest,
  type RefundOutcome,
  type RefundRequest,
} from '../payment-gateway.js';
import { SigningSecrets } from '../signing-secrets.service.js';
import { StripeClock } from '../stripe-clock.service.js';
import { makeRefund } from './make-refund.js';
import { eventsSince, paymentsSince, returnedSince } from './since.js';
import { readStripeEvent } from './read-stripe-event.js';
import { stripeClient } from './stripe-client.js';
import { type AttemptOptions, StripeLine } from './stripe-line.js';
import { isMissing, isNoEmail, isReplayed, isUnexpectedState, toProblem } from './stripe-error.js';
import { toAfterSale } from './to-after-sale.js';
import { toPayment } from './to-payment.js';

/** The PaymentGateway over the official SDK. Stripe's types end here. */
@Injectable()
export class StripeGateway extends PaymentGateway {
  readonly #stripe: Stripe;
  readonly #env: StripeEnv;
  readonly #line = new StripeLine();
  readonly #asking = new CallsUnderWay<StripeHome>();
  #home: StripeHome | null = null;

  constructor(
    config: Config,
    clock: StripeClock,
    private readonly secrets: SigningSecrets,
  ) {
    super();
    this.#env = config.get('stripe', { infer: true });
    this.#stripe = stripeClient(this.#env, (date) => clock.note(date));
  }

  async home(): Promise<StripeHome> {
    this.#home ??= await this.#asking.joinOrBegin('account', () => this.#askHome());
    return this.#home;
  }

  async askTime(): Promise<void> {
    await this.#asking.joinOrBegin('account', () => this.#askHome());
  }

  async start({ orderId, amount, description, idempotencyKey }: PaymentRequest) {
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: amount.minor,
      currency: amount.currency,
      automatic_payment_methods: { enabled: true },
      description,
      metadata: { order_id: orderId },
    };
    try {
      const intent = await this.#line.ask((options) =>
        this.#stripe.paymentIntents.create(parameters, { ...options, idempotencyKey }),
      );
      return toPayment(intent);
    } catch (error) {
      if (isReplayed(error)) return 'key-spent';
      throw toProblem(error);
    }
  }

  async find(paymentIntentId: string): Promise<FoundPayment | null> {
    try {
      const intent = await this.#line.ask((options) =>
        this.#stripe.paymentIntents.retrieve(paymentIntentId, {}, options),
      );
      return { payment: toPayment(intent), clientSecret: intent.client_secret };
    } catch (error) {
      if (isMissing(error)) return null;
      throw toProblem(error);
    }
  }

  async setEmail(paymentIntentId: string, email: string, idempotencyKey: string) {
    const change = { receipt_email: email };
    try {
      await this.#repeatable(idempotencyKey, (options) =>
        this.#stripe.paymentIntents.update(paymentIntentId, change, options),
      );
      return 'kept';
    } catch (error) {
      if (isNoEmail(error)) return 'refused';
      throw toProblem(error);
    }
  }

  async cancel(paymentIntentId: string, reason: CancelReason, idempotencyKey: string) {
    try {
      await this.#repeatable(idempotencyKey, (options) =>
        this.#stripe.paymentIntents.cancel(
          paymentIntentId,
          { cancellation_reason: reason },
          options,
        ),
      );
      return 'canceled';
    } catch (error) {
      if (isMissing(error)) return 'canceled'; // nobody can pay what does not exist
      if (!isUnexpectedState(error)) throw toProblem(error);
    }
    const status = (await this.find(paymentIntentId))?.payment.status;
    // Refused, and yet it can be paid: nobody may conclude anything from that.
    if (status === 'awaiting') throw new ShopProblem('payment-unavailable');
    return status === 'canceled' ? 'canceled' : 'money-moved';
  }

  async afterSale(paymentIntentId: string): Promise<AfterSale> {
    const which = { payment_intent: paymentIntentId, limit: MOST_AFTER_A_SALE };
    try {
      const [refunds, disputes] = await Promise.all([
        this.#line.ask((options) => this.#stripe.refunds.list(which, options)),
        this.#line.ask((options) => this.#stripe.disputes.list(which, options)),
      ]);
      return toAfterSale(refunds.data, disputes.data);
    } catch (error) {
      if (isMissing(error)) return { refunds: [], disputes: [] };
      throw toProblem(error);
    }
  }

  refund(request: RefundRequest): Promise<RefundOutcome> {
    return makeRefund(this.#stripe, this.#line, request);
  }

  paymentsSince(since: Date): AsyncIterable<PaymentOnRecord> {
    return paymentsSince(this.#stripe, this.#line, since);
  }

  returnedSince(since: Date): AsyncIterable<string> {
    return returnedSince(this.#stripe, this.#line, since);
  }

  eventsSince(since: Date): AsyncIterable<PaymentEvent> {
    return eventsSince(this.#stripe, this.#line, since);
  }

  readEvent(body: Buffer, signatures: string[]): PaymentEvent {
    return readStripeEvent(body, signatures, this.secrets.current());
  }

  /**
   * For what does no harm when it is done twice: an old failure that Stripe only repeats is not taken
   * for an answer, and asked again with another key.
   */
  async #repeatable<T>(
    idempotencyKey: string,
    ask: (options: AttemptOptions & { idempotencyKey: string }) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#line.ask((options) => ask({ ...options, idempotencyKey }));
    } catch (error) {
      if (!isReplayed(error)) throw error;
    }
    const anotherKey = `${idempotencyKey}:${randomUUID()}`;
    return this.#line.ask((options) => ask({ ...options, idempotencyKey: anotherKey }));
  }

  async #askHome(): Promise<StripeHome> {
    try {
      const account = await this.#line.ask((options) =>
        this.#stripe.accounts.retrieveCurrent({}, options),
      );
      return { mode: this.#env.mode, account: account.id };
    } catch (error) {
      throw toProblem(error);
    }
  }
}

/** Stripe's largest page. No book is refunded in more parts. */
const MOST_AFTER_A_SALE = 100;
