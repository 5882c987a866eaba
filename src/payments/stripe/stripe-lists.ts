import type Stripe from 'stripe';
import type { PaymentEvent } from '../payment-gateway.js';
import type { ListedPayment } from '../payment.js';
import { toProblem } from './stripe-errors.js';
import { HANDLED_EVENT_TYPES, readListedEvent } from './stripe-events.js';
import type { AttemptOptions, StripeRequestExecutor } from './stripe-request-executor.js';
import { toPayment } from './to-payment.js';

const PAGE_SIZE = 100;

interface Range {
  created: { gte: number };
  limit: number;
  starting_after?: string;
}

type FetchPage<T> = (
  range: Range,
  options: AttemptOptions,
) => Promise<{ data: T[]; has_more: boolean }>;

export async function* paymentsSince(
  stripe: Stripe,
  executor: StripeRequestExecutor,
  since: Date,
): AsyncGenerator<ListedPayment> {
  const ask: FetchPage<Stripe.PaymentIntent> = (range, options) =>
    stripe.paymentIntents.list(range, options);
  for await (const intent of paginate(executor, since, ask)) {
    yield {
      ...toPayment(intent),
      description: intent.description,
      email: intent.receipt_email,
    };
  }
}

export async function* refundedOrDisputedSince(
  stripe: Stripe,
  executor: StripeRequestExecutor,
  since: Date,
): AsyncGenerator<string> {
  const refunds: FetchPage<Stripe.Refund> = (range, options) => stripe.refunds.list(range, options);
  const disputes: FetchPage<Stripe.Dispute> = (range, options) =>
    stripe.disputes.list(range, options);
  for (const list of [paginate(executor, since, refunds), paginate(executor, since, disputes)]) {
    for await (const { payment_intent } of list) {
      const id = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id;
      if (id) yield id;
    }
  }
}

export async function* eventsSince(
  stripe: Stripe,
  executor: StripeRequestExecutor,
  since: Date,
): AsyncGenerator<PaymentEvent> {
  const types = [...HANDLED_EVENT_TYPES];
  const ask: FetchPage<Stripe.Event> = (range, options) =>
    stripe.events.list({ ...range, types }, options);
  for await (const event of paginate(executor, since, ask)) yield readListedEvent(event);
}

/** Newest first, as in all of Stripe's lists. */
async function* paginate<T extends { id: string }>(
  executor: StripeRequestExecutor,
  since: Date,
  ask: FetchPage<T>,
): AsyncGenerator<T> {
  const range: Range = { created: { gte: Math.floor(since.getTime() / 1000) }, limit: PAGE_SIZE };
  for (;;) {
    const { data, has_more } = await fetchPage(executor, ask, range);
    yield* data;
    const last = data.at(-1);
    if (!has_more || !last) return;
    range.starting_after = last.id;
  }
}

async function fetchPage<T>(executor: StripeRequestExecutor, ask: FetchPage<T>, range: Range) {
  try {
    return await executor.execute((options) => ask(range, options));
  } catch (error) {
    throw toProblem(error);
  }
}
