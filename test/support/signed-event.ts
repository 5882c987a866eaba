import Stripe from 'stripe';

export interface SignedEvent {
  body: string;
  signature: string;
}

/** Signs as Stripe does, with the SDK's own helper. */
export function sign(event: unknown, secret: string, timestamp?: number): SignedEvent {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const when = timestamp ?? Math.floor(Date.now() / 1000);
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret,
    timestamp: when,
  });
  return { body, signature };
}

/** Posts it to the shop as Stripe would. */
export function deliver(shopUrl: string, { body, signature }: SignedEvent): Promise<Response> {
  return fetch(`${shopUrl}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': signature },
    body,
  });
}

/** The event of this type about this payment, from the sandbox's record. */
export async function eventOf(stripe: Stripe, type: string, paymentIntentId: string) {
  const { data } = await stripe.events.list({ type, limit: 100 });
  const event = data.find(
    ({ data: { object } }) => 'id' in object && object.id === paymentIntentId,
  );
  if (!event) throw new Error(`The sandbox has no ${type} for ${paymentIntentId}`);
  return event;
}
