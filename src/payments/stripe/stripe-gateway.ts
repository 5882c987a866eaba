import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Config } from '../../config/config.module.js';
import type { StripeEnv } from '../../config/stripe-env.js';
import type { Payment, StripeHome } from '../domain/payment.js';
import {
  PaymentGateway,
  type CancelOutcome,
  type OpenPayment,
  type PaymentEvent,
  type PaymentRequest,
} from '../payment-gateway.js';
import { readStripeEvent } from './read-stripe-event.js';
import { stripeClient } from './stripe-client.js';
import { isMissing, isUnexpectedState, toProblem } from './stripe-error.js';
import { toPayment } from './to-payment.js';

/** The PaymentGateway over the official SDK. Stripe's types end here. */
@Injectable()
export class StripeGateway extends PaymentGateway {
  readonly #stripe: Stripe;
  readonly #env: StripeEnv;
  #home: Promise<StripeHome> | null = null;

  constructor(config: Config) {
    super();
    this.#env = config.get('stripe', { infer: true });
    this.#stripe = stripeClient(this.#env);
  }

  home(): Promise<StripeHome> {
    this.#home ??= this.#askHome().catch((error: unknown) => {
      this.#home = null; // asked again next time
      throw error;
    });
    return this.#home;
  }

  async start({ orderId, amount, description, idempotencyKey }: PaymentRequest): Promise<Payment> {
    const intent = await asking(
      this.#stripe.paymentIntents.create(
        {
          amount: amount.minor,
          currency: amount.currency,
          automatic_payment_methods: { enabled: true },
          description,
          metadata: { order_id: orderId },
        },
        { idempotencyKey },
      ),
    );
    return toPayment(intent);
  }

  async find(paymentIntentId: string): Promise<Payment | null> {
    const intent = await this.#retrieve(paymentIntentId);
    return intent && toPayment(intent);
  }

  async open(paymentIntentId: string): Promise<OpenPayment | null> {
    const intent = await this.#retrieve(paymentIntentId);
    if (!intent?.client_secret) return null;
    return { payment: toPayment(intent), clientSecret: intent.client_secret };
  }

  async setEmail(paymentIntentId: string, email: string, idempotencyKey: string): Promise<void> {
    const change = { receipt_email: email };
    await asking(this.#stripe.paymentIntents.update(paymentIntentId, change, { idempotencyKey }));
  }

  async cancel(paymentIntentId: string, idempotencyKey: string): Promise<CancelOutcome> {
    try {
      const reason = { cancellation_reason: 'abandoned' } as const;
      await this.#stripe.paymentIntents.cancel(paymentIntentId, reason, { idempotencyKey });
      return 'canceled';
    } catch (error) {
      if (isMissing(error)) return 'canceled'; // nobody can pay what does not exist
      if (!isUnexpectedState(error)) throw toProblem(error);
    }
    const payment = await this.find(paymentIntentId);
    return payment?.status === 'canceled' ? 'canceled' : 'money-moved';
  }

  readEvent(body: Buffer, signatures: string[]): PaymentEvent {
    return readStripeEvent(body, signatures, this.#env.webhookSecrets);
  }

  async #retrieve(paymentIntentId: string): Promise<Stripe.PaymentIntent | null> {
    try {
      return await this.#stripe.paymentIntents.retrieve(paymentIntentId);
    } catch (error) {
      if (isMissing(error)) return null;
      throw toProblem(error);
    }
  }

  async #askHome(): Promise<StripeHome> {
    const account = await asking(this.#stripe.accounts.retrieveCurrent());
    return { mode: this.#env.mode, account: account.id };
  }
}

async function asking<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toProblem(error);
  }
}
