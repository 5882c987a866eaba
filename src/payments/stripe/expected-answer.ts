import type Stripe from 'stripe';
import { z } from 'zod';
import { ShopProblem } from '../../common/problem.js';

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
