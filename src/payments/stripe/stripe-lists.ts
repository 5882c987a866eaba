import type Stripe from 'stripe';
import { HANDLED_EVENT_TYPES, type PaymentEvent } from '../payment-gateway.js';
import type { ListedPayment } from '../payment.js';
import { type AskedPage, expectPage } from './expected-answer.js';
import { rethrowAsProblem } from './stripe-errors.js';
import { readListedEvent, type StripeOrigin } from './stripe-events.js';
import type { AttemptOptions, StripeRequestExecutor } from './stripe-request-executor.js';
import { toPayment } from './to-payment.js';

/** Stripe's largest page. */
export const MAX_PAGE_SIZE = 100;

interface Range {
  created: { gte: number };
  limit: number;
  starting_after?: string;
}

type FetchPage<T> = (
  range: Range,
  options: AttemptOptions,
) => Promise<{ data: T[]; has_more: boolean }>;

/** Reads Stripe's lists from a time on, in pages, newest first. */
export class StripeLists {
  constructor(
    private readonly stripe: Stripe,
    private readonly executor: StripeRequestExecutor,
    private readonly origin: () => StripeOrigin,
  ) {}

  async *payments(since: Date): AsyncGenerator<ListedPayment> {
    const intents = this.#paginate('payment_intent', since, (range, options) =>
      this.stripe.paymentIntents.list(range, options),
    );
    for await (const intent of intents) {
      const { description, receipt_email: email, metadata } = intent;
      const claimedOrderNumber = metadata['folio_order'] ?? null;
      yield { ...toPayment(intent), claimedOrderNumber, description, email };
    }
  }

  /** The ids of payments. An id may be repeated. */
  async *refundedOrDisputed(since: Date): AsyncGenerator<string> {
    const { refunds, disputes } = this.stripe;
    yield* this.#paymentsOf('refund', since, (range, options) => refunds.list(range, options));
    yield* this.#paymentsOf('dispute', since, (range, options) => disputes.list(range, options));
  }

  async *events(since: Date): AsyncGenerator<PaymentEvent> {
    const types = [...HANDLED_EVENT_TYPES];
    const events = this.#paginate('event', since, (range, options) =>
      this.stripe.events.list({ ...range, types }, options),
    );
    for await (const event of events) yield readListedEvent(event);
  }

  async *#paymentsOf(
    object: 'refund' | 'dispute',
    since: Date,
    fetchPage: FetchPage<Stripe.Refund | Stripe.Dispute>,
  ): AsyncGenerator<string> {
    for await (const { payment_intent } of this.#paginate(object, since, fetchPage)) {
      const id = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id;
      if (id) yield id;
    }
  }

  async *#paginate<T extends { id: string }>(
    object: AskedPage['object'],
    since: Date,
    fetchPage: FetchPage<T>,
  ): AsyncGenerator<T> {
    const created = { gte: Math.floor(since.getTime() / 1000) };
    const range: Range = { created, limit: MAX_PAGE_SIZE };
    for (;;) {
      const asked = { object, createdSince: created.gte, startingAfter: range.starting_after };
      const { data, has_more } = await this.executor
        .execute((options) => fetchPage(range, options))
        .then((page) => expectPage({ ...asked, origin: this.origin() }, page))
        .catch(rethrowAsProblem);
      yield* data;
      const last = data.at(-1);
      if (!has_more || !last) return;
      range.starting_after = last.id;
    }
  }
}
