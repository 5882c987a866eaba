import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';

export const return_url = 'https://shop.example/return';

type Create = Partial<Stripe.PaymentIntentCreateParams>;

export const create = (stripe: Stripe, more: Create = {}) =>
  stripe.paymentIntents.create({ amount: 2300, currency: 'usd', ...more });

export const pay = (stripe: Stripe, payment_method: string, more: Create = {}) =>
  create(stripe, { confirm: true, payment_method, return_url, ...more });

export const idOf = (object: string | { id: string } | null) =>
  typeof object === 'string' ? object : (object?.id ?? '');

/** The types of the events about a payment, in the order in which they were made. */
export async function eventTypes(stripe: Stripe, paymentIntent: string): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  const about = data.filter(({ data: { object } }) => isAbout(object, paymentIntent));
  return about.map(({ type }) => type).reverse();
}

/** Until they are these: sooner or later, and in test mode in any order. */
export function eventsBecome(
  stripe: Stripe,
  paymentIntent: string,
  { types, inOrder }: { types: string[]; inOrder: boolean },
): Promise<void> {
  const arrange = (list: string[]) => (inOrder ? list : list.toSorted()).join(', ');
  return eventually(
    async () => {
      const seen = (await eventTypes(stripe, paymentIntent)).filter(
        (type) => !MAY_FOLLOW.has(type),
      );
      if (arrange(seen) !== arrange(types)) throw new Error(`The events are ${seen.join(', ')}`);
    },
    inOrder ? 3 : 30,
  );
}

/** Seconds after a payment, when its balance transaction is there. */
const MAY_FOLLOW = new Set(['charge.updated']);

export function isAbout(object: object, paymentIntent: string): boolean {
  if ('id' in object && object.id === paymentIntent) return true;
  return 'payment_intent' in object && object.payment_intent === paymentIntent;
}
