import type Stripe from 'stripe';
import type { PaymentOnRecord } from '../domain/payment.js';
import type { AttemptOptions, StripeLine } from './stripe-line.js';
import type { PaymentEvent } from '../payment-gateway.js';
import { EVENTS_THAT_MATTER, readListedEvent } from './read-stripe-event.js';
import { toProblem } from './stripe-error.js';
import { toPayment } from './to-payment.js';

const PAGE = 100;

interface Range {
  created: { gte: number };
  limit: number;
  starting_after?: string;
}

/** One page of a list, asked for as often as it takes. */
type AskPage<T> = (
  range: Range,
  options: AttemptOptions,
) => Promise<{ data: T[]; has_more: boolean }>;

export async function* paymentsSince(
  stripe: Stripe,
  line: StripeLine,
  since: Date,
): AsyncGenerator<PaymentOnRecord> {
  const ask: AskPage<Stripe.PaymentIntent> = (range, options) =>
    stripe.paymentIntents.list(range, options);
  for await (const intent of everyPage(line, since, ask)) {
    yield {
      ...toPayment(intent),
      description: intent.description,
      email: intent.receipt_email,
    };
  }
}

export async function* returnedSince(
  stripe: Stripe,
  line: StripeLine,
  since: Date,
): AsyncGenerator<string> {
  const refunds: AskPage<Stripe.Refund> = (range, options) => stripe.refunds.list(range, options);
  const disputes: AskPage<Stripe.Dispute> = (range, options) =>
    stripe.disputes.list(range, options);
  for (const list of [everyPage(line, since, refunds), everyPage(line, since, disputes)]) {
    for await (const { payment_intent } of list) {
      const id = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id;
      if (id) yield id;
    }
  }
}

export async function* eventsSince(
  stripe: Stripe,
  line: StripeLine,
  since: Date,
): AsyncGenerator<PaymentEvent> {
  const types = [...EVENTS_THAT_MATTER];
  const ask: AskPage<Stripe.Event> = (range, options) =>
    stripe.events.list({ ...range, types }, options);
  for await (const event of everyPage(line, since, ask)) yield readListedEvent(event);
}

/** Newest first, as Stripe lists everything. */
async function* everyPage<T extends { id: string }>(
  line: StripeLine,
  since: Date,
  ask: AskPage<T>,
): AsyncGenerator<T> {
  const range: Range = { created: { gte: Math.floor(since.getTime() / 1000) }, limit: PAGE };
  for (;;) {
    const { data, has_more } = await askPage(line, ask, range);
    yield* data;
    const last = data.at(-1);
    if (!has_more || !last) return;
    range.starting_after = last.id;
  }
}

async function askPage<T>(line: StripeLine, ask: AskPage<T>, range: Range) {
  try {
    return await line.ask((options) => ask(range, options));
  } catch (error) {
    throw toProblem(error);
  }
}
