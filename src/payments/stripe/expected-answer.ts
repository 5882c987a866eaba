import type Stripe from 'stripe';
import { z } from 'zod';
import { ShopProblem } from '../../common/problem.js';
import type { StripeOrigin } from './stripe-events.js';

const PaymentIntent = z.looseObject({
  id: z.string(),
  object: z.literal('payment_intent'),
  amount: z.int(),
  amount_received: z.int(),
  created: z.int(),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()),
  status: z.string(),
});

const Account = z.looseObject({ id: z.string().startsWith('acct_'), object: z.literal('account') });

const ListOfPayment = z.looseObject({
  object: z.literal('list'),
  data: z.array(z.looseObject({ id: z.string(), payment_intent: z.unknown() })),
});

const Refund = z.looseObject({
  id: z.string(),
  object: z.literal('refund'),
  amount: z.int(),
  payment_intent: z.unknown(),
  metadata: z.record(z.string(), z.string()).nullable(),
});

/** Refunds have no mode, and only events of connected accounts (Stripe Connect) have an account. */
const Element = z.looseObject({
  id: z.string(),
  object: z.string(),
  created: z.int(),
  livemode: z.boolean().optional(),
  account: z.string().nullish(),
});

const ListPage = z.looseObject({
  object: z.literal('list'),
  data: z.array(Element),
  has_more: z.boolean(),
});

/**
 * The answer, if it is the PaymentIntent that was asked for. A proxy or a cache between shop and Stripe may
 * answer with something else: that is no answer, and throws `payment-unavailable`.
 */
export function expectPaymentIntent(
  answer: Stripe.PaymentIntent,
  asked: { id: string } | { orderId: string },
): Stripe.PaymentIntent {
  const { id, metadata } = expectShape(PaymentIntent, answer);
  const isAsked = 'id' in asked ? id === asked.id : metadata['order_id'] === asked.orderId;
  if (!isAsked) throw noAnswer(`PaymentIntent ${id} in answer to ${JSON.stringify(asked)}`);
  return answer;
}

export function expectAccount(answer: Stripe.Account): Stripe.Account {
  expectShape(Account, answer);
  return answer;
}

/** The refunds or disputes of this payment and of no other. */
export function expectListOf<T>(paymentIntentId: string, answer: Stripe.ApiList<T>): T[] {
  const { data } = expectShape(ListOfPayment, answer);
  const other = data.find(({ payment_intent }) => idOf(payment_intent) !== paymentIntentId);
  if (other) throw noAnswer(`${other.id} in a list of ${paymentIntentId}`);
  return answer.data;
}

/** The refund that was made for this request and no other. */
export function expectRefund(
  answer: Stripe.Refund,
  asked: { paymentIntentId: string; requestId: string; amountMinor: number },
): Stripe.Refund {
  const { id, payment_intent, amount, metadata } = expectShape(Refund, answer);
  const isAsked =
    idOf(payment_intent) === asked.paymentIntentId &&
    metadata?.['refund_request'] === asked.requestId &&
    amount === asked.amountMinor;
  if (!isAsked) throw noAnswer(`${id} in answer to ${JSON.stringify(asked)}`);
  return answer;
}

/** What a page of a list was asked for. */
export interface AskedPage {
  /** Stripe's name of what is listed. */
  object: 'payment_intent' | 'refund' | 'dispute' | 'event';
  origin: StripeOrigin;
  /** In seconds, as Stripe has it. */
  createdSince: number;
  startingAfter: string | undefined;
}

/** The page, if all that is in it was asked for, and none of it is the end of the page before. */
export function expectPage<T>(asked: AskedPage, answer: Page<T>): Page<T> {
  const { data } = expectShape(ListPage, answer);
  const other = data.find((element) => !isAskedFor(asked, element));
  if (other) throw noAnswer(`${other.object} ${other.id} in answer to ${JSON.stringify(asked)}`);
  if (asked.object === 'payment_intent') expectShape(z.array(PaymentIntent), answer.data);
  return answer;
}

interface Page<T> {
  data: T[];
  has_more: boolean;
}

function isAskedFor(asked: AskedPage, element: z.infer<typeof Element>): boolean {
  const { livemode, account } = asked.origin;
  return (
    element.object === asked.object &&
    element.created >= asked.createdSince &&
    element.id !== asked.startingAfter &&
    (element.livemode ?? livemode) === livemode &&
    (!account || (element.account ?? account) === account)
  );
}

function idOf(expandable: unknown): unknown {
  const isObject = typeof expandable === 'object' && expandable !== null && 'id' in expandable;
  return isObject ? expandable.id : expandable;
}

function expectShape<T>(schema: z.ZodType<T>, answer: unknown): T {
  const { data, error } = schema.safeParse(answer);
  if (error) throw noAnswer(z.prettifyError(error));
  return data;
}

function noAnswer(what: string): ShopProblem {
  const cause = new Error(`Stripe’s answer is not what was asked for: ${what}`);
  return new ShopProblem('payment-unavailable', { cause });
}
