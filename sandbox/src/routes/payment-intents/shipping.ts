import type { Call } from '../../api/endpoint.js';
import type { PaymentIntent } from '../../model/payment-intent.js';
import { readShipping } from '../contact.js';

type Shipped = Pick<PaymentIntent, 'shipping' | 'shippingSetWith'>;

/** Where a server has said to ship to, a browser cannot change. */
export function readIntentShipping(call: Call, current: Shipped): Partial<Shipped> {
  const sent = call.params.emptyableHash('shipping');
  if (sent === undefined) return {};
  refuseBrowser(call, current);
  if (sent === null) return { shipping: null, shippingSetWith: null };
  return { shipping: readShipping(sent, current.shipping), shippingSetWith: kindOfKey(call) };
}

function refuseBrowser({ caller, params }: Call, { shippingSetWith = null }: Shipped): void {
  if (caller === 'secret' || shippingSetWith === null || shippingSetWith === 'publishable') return;
  const message = `The shipping information on this PaymentIntent was last set with a ${shippingSetWith} key and therefore cannot be changed with a publishable key. Please use your secret key instead.`;
  throw params.refuse('shipping', message, 'payment_intent_invalid_parameter');
}

function kindOfKey({ caller, apiKey }: Call): 'secret' | 'restricted' | 'publishable' {
  if (caller === 'publishable') return 'publishable';
  return apiKey.startsWith('rk_') ? 'restricted' : 'secret';
}
