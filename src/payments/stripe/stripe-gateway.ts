import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ShopProblem } from '../../common/problem.js';
import { Config } from '../../config/config.module.js';
import type { StripeEnv } from '../../config/stripe-env.js';
import {
  type CancelReason,
  type FoundPayment,
  type PaymentEvent,
  PaymentGateway,
  type PaymentRequest,
  type RefundOutcome,
  type RefundRequest,
} from '../payment-gateway.js';
import type { ListedPayment, RefundsAndDisputes, StripeAccountRef } from '../payment.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { StripeClockService } from '../stripe-clock.service.js';
import { WebhookSecretsService } from '../webhook-secrets.service.js';
import { createRefund } from './create-refund.js';
import { stripeClient } from './stripe-client.js';
import {
  isIdempotentReplay,
  isInvalidEmail,
  isResourceMissing,
  isUnexpectedState,
  toProblem,
} from './stripe-errors.js';
import { readStripeEvent } from './stripe-events.js';
import { eventsSince, paymentsSince, refundedOrDisputedSince } from './stripe-lists.js';
import { type AttemptOptions, StripeRequestExecutor } from './stripe-request-executor.js';
import { toPayment } from './to-payment.js';
import { toRefundsAndDisputes } from './to-refunds-and-disputes.js';

/** The adapter of `PaymentGateway`, over the official SDK. */
@Injectable()
export class StripeGateway extends PaymentGateway {
  readonly #stripe: Stripe;
  readonly #env: StripeEnv;
  readonly #executor = new StripeRequestExecutor();
  readonly #accountRequest = new SingleFlight<StripeAccountRef>();
  #account: StripeAccountRef | null = null;

  constructor(
    config: Config,
    clock: StripeClockService,
    private readonly secrets: WebhookSecretsService,
  ) {
    super();
    this.#env = config.get('stripe', { infer: true });
    this.#stripe = stripeClient(this.#env, (date) => clock.recordSample(date));
  }

  async currentAccount(): Promise<StripeAccountRef> {
    this.#account ??= await this.#accountRequest.run('account', () => this.#retrieveAccount());
    return this.#account;
  }

  async sampleClock(): Promise<void> {
    await this.#accountRequest.run('account', () => this.#retrieveAccount());
  }

  async create({ orderId, amount, description, idempotencyKey }: PaymentRequest) {
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: amount.minor,
      currency: amount.currency,
      automatic_payment_methods: { enabled: true },
      description,
      metadata: { order_id: orderId },
    };
    try {
      const intent = await this.#executor.execute((options) =>
        this.#stripe.paymentIntents.create(parameters, { ...options, idempotencyKey }),
      );
      return toPayment(intent);
    } catch (error) {
      if (isIdempotentReplay(error)) return 'idempotency_key_exhausted';
      throw toProblem(error);
    }
  }

  async find(paymentIntentId: string): Promise<FoundPayment | null> {
    try {
      const intent = await this.#executor.execute((options) =>
        this.#stripe.paymentIntents.retrieve(paymentIntentId, {}, options),
      );
      return { payment: toPayment(intent), clientSecret: intent.client_secret };
    } catch (error) {
      if (isResourceMissing(error)) return null;
      throw toProblem(error);
    }
  }

  async setEmail(paymentIntentId: string, email: string, idempotencyKey: string) {
    const change = { receipt_email: email };
    try {
      await this.#repeatable(idempotencyKey, (options) =>
        this.#stripe.paymentIntents.update(paymentIntentId, change, options),
      );
      return 'saved';
    } catch (error) {
      if (isInvalidEmail(error)) return 'refused';
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
      if (isResourceMissing(error)) return 'canceled';
      if (!isUnexpectedState(error)) throw toProblem(error);
    }
    const status = (await this.find(paymentIntentId))?.payment.status;
    // Stripe refused, although the payment can be canceled: the outcome is unknown.
    if (status === 'incomplete') throw new ShopProblem('payment-unavailable');
    return status === 'canceled' ? 'canceled' : 'not_cancelable';
  }

  async refundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes> {
    const query = { payment_intent: paymentIntentId, limit: MAX_LISTED };
    try {
      const [refunds, disputes] = await Promise.all([
        this.#executor.execute((options) => this.#stripe.refunds.list(query, options)),
        this.#executor.execute((options) => this.#stripe.disputes.list(query, options)),
      ]);
      return toRefundsAndDisputes(refunds.data, disputes.data);
    } catch (error) {
      if (isResourceMissing(error)) return { refunds: [], disputes: [] };
      throw toProblem(error);
    }
  }

  refund(request: RefundRequest): Promise<RefundOutcome> {
    return createRefund(this.#stripe, this.#executor, request);
  }

  paymentsSince(since: Date): AsyncIterable<ListedPayment> {
    return paymentsSince(this.#stripe, this.#executor, since);
  }

  refundedOrDisputedSince(since: Date): AsyncIterable<string> {
    return refundedOrDisputedSince(this.#stripe, this.#executor, since);
  }

  eventsSince(since: Date): AsyncIterable<PaymentEvent> {
    return eventsSince(this.#stripe, this.#executor, since);
  }

  readEvent(body: Buffer, signatures: string[]): PaymentEvent {
    return readStripeEvent(body, signatures, this.secrets.current());
  }

  /** For requests that are safe to repeat: retries a stored failure with another idempotency key. */
  async #repeatable<T>(
    idempotencyKey: string,
    ask: (options: AttemptOptions & { idempotencyKey: string }) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#executor.execute((options) => ask({ ...options, idempotencyKey }));
    } catch (error) {
      if (!isIdempotentReplay(error)) throw error;
    }
    const anotherKey = `${idempotencyKey}:${randomUUID()}`;
    return this.#executor.execute((options) => ask({ ...options, idempotencyKey: anotherKey }));
  }

  async #retrieveAccount(): Promise<StripeAccountRef> {
    try {
      const account = await this.#executor.execute((options) =>
        this.#stripe.accounts.retrieveCurrent({}, options),
      );
      return { mode: this.#env.mode, account: account.id };
    } catch (error) {
      throw toProblem(error);
    }
  }
}

/** Stripe's largest page. No order has more refunds or disputes. */
const MAX_LISTED = 100;
