import type Stripe from 'stripe';

/** Pays with a test card, and gives the charge. */
export async function charge(
  stripe: Stripe,
  payment_method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.Charge & { payment_intent: string }> {
  const { id, latest_charge } = await stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    confirm: true,
    description: 'A book',
    expand: ['latest_charge'],
    payment_method,
    return_url: 'https://shop.example/return',
    ...more,
  });
  if (latest_charge && typeof latest_charge === 'object') {
    return { ...latest_charge, payment_intent: id };
  }
  throw new Error(`${id} was not charged`);
}

/** What was told of an object, oldest first, by the requests' doing and by itself. */
export async function eventsOf(stripe: Stripe, id: string): Promise<Stripe.Event[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.filter((event) => JSON.stringify(event.data.object).includes(id)).reverse();
}
