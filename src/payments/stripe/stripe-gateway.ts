import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ShopProblem } from '../../common/problem.js';
import { Config } from '../../config/config.module.js';
import type { StripeEnv } from '../../config/stripe-env.js';
import {
  type CancelOutcome,
  type CancelReason,
  type CreateOutcome,
  type EmailOutcome,
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
import { expectAccount, expectListOf, expectPaymentIntent } from './expected-answer.js';
import {
  answerIf,
  isIdempotentReplay,
  isKeySpent,
  isInvalidEmail,
  isResourceMissing,
  isUnexpectedState,
  rethrowAsProblem,
  toProblem,
} from './stripe-errors.js';
import { readStripeEvent, type StripeOrigin } from './stripe-events.js';
import { MAX_PAGE_SIZE, StripeLists } from './stripe-lists.js';
import { type AttemptOptions, StripeRequestExecutor } from './stripe-request-executor.js';
import { toCreateParams } from './to-create-params.js';
import { toPayment } from './to-payment.js';
import { toRefundsAndDisputes } from './to-refunds-and-disputes.js';

/** The adapter of `PaymentGateway`, over the official SDK. */
@Injectable()
export class StripeGateway extends PaymentGateway {
  readonly #stripe: Stripe;
  readonly #env: StripeEnv;
  readonly #executor = new StripeRequestExecutor();
  readonly #lists: StripeLists;
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
    this.#lists = new StripeLists(this.#stripe, this.#executor, () => this.#origin());
  }

  async currentAccount(): Promise<StripeAccountRef> {
    this.#account ??= await this.#accountRequest.run('account', () => this.#retrieveAccount());
    return this.#account;
  }

  async sampleClock(): Promise<void> {
    await this.#accountRequest.run('account', () => this.#retrieveAccount());
  }

  create({ idempotencyKey, ...request }: PaymentRequest): Promise<CreateOutcome> {
    const { orderId } = request;
    const parameters = toCreateParams(request);
    return this.#executor
      .execute((options) =>
        this.#stripe.paymentIntents.create(parameters, { ...options, idempotencyKey }),
      )
      .then((intent) => toPayment(expectPaymentIntent(intent, { orderId })))
      .catch(answerIf(isKeySpent, 'idempotency_key_exhausted'));
  }

  async find(paymentIntentId: string): Promise<FoundPayment | null> {
    const intent = await this.#executor
      .execute((options) => this.#stripe.paymentIntents.retrieve(paymentIntentId, {}, options))
      .then((answer) => expectPaymentIntent(answer, { id: paymentIntentId }))
      .catch(answerIf(isResourceMissing, null));
    return intent && { payment: toPayment(intent), clientSecret: intent.client_secret };
  }

  setEmail(paymentIntentId: string, email: string, key: string): Promise<EmailOutcome> {
    const change = { receipt_email: email };
    return this.#repeatable(key, (options) =>
      this.#stripe.paymentIntents.update(paymentIntentId, change, options),
    )
      .then((answer) => expectPaymentIntent(answer, { id: paymentIntentId }))
      .then(() => 'saved' as const, answerIf(isInvalidEmail, 'refused'));
  }

  async cancel(paymentIntentId: string, reason: CancelReason, key: string): Promise<CancelOutcome> {
    const change = { cancellation_reason: reason };
    try {
      const intent = await this.#repeatable(key, (options) =>
        this.#stripe.paymentIntents.cancel(paymentIntentId, change, options),
      );
      expectPaymentIntent(intent, { id: paymentIntentId });
      return 'canceled';
    } catch (error) {
      if (!isResourceMissing(error) && !isUnexpectedState(error)) throw toProblem(error);
    }
    const found = await this.find(paymentIntentId);
    // Stripe has said twice that there is none.
    if (!found) return 'canceled';
    const { status } = found.payment;
    // Stripe refused, although the payment can be canceled: the outcome is unknown.
    if (status === 'incomplete') throw new ShopProblem('payment-unavailable');
    return status === 'canceled' ? 'canceled' : 'not_cancelable';
  }

  /** One page of each: no order has more refunds or disputes. */
  async refundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes> {
    const query = { payment_intent: paymentIntentId, limit: MAX_PAGE_SIZE };
    return Promise.all([
      this.#executor.execute((options) => this.#stripe.refunds.list(query, options)),
      this.#executor.execute((options) => this.#stripe.disputes.list(query, options)),
    ])
      .then(([refunds, disputes]) =>
        toRefundsAndDisputes(
          expectListOf(paymentIntentId, refunds),
          expectListOf(paymentIntentId, disputes),
        ),
      )
      .catch(answerIf(isResourceMissing, { refunds: [], disputes: [] }));
  }

  refund(request: RefundRequest): Promise<RefundOutcome> {
    return createRefund(this.#stripe, this.#executor, request);
  }

  paymentsSince(since: Date): AsyncIterable<ListedPayment> {
    return this.#lists.payments(since);
  }

  refundedOrDisputedSince(since: Date): AsyncIterable<string> {
    return this.#lists.refundedOrDisputed(since);
  }

  eventsSince(since: Date): AsyncIterable<PaymentEvent> {
    return this.#lists.events(since);
  }

  readEvent(body: Buffer, signatures: string[]): PaymentEvent {
    return readStripeEvent(body, signatures, this.secrets.current(), this.#origin());
  }

  #origin(): StripeOrigin {
    return { livemode: this.#env.mode === 'live', account: this.#account?.account ?? null };
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
    const { id } = await this.#executor
      .execute((options) => this.#stripe.accounts.retrieveCurrent({}, options))
      .then(expectAccount)
      .catch(rethrowAsProblem);
    return { mode: this.#env.mode, account: id };
  }
}
