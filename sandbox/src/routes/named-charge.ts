import type { Call } from '../api/endpoint.js';
import type { Charge } from '../model/charge.js';
import type { PaymentIntent } from '../model/payment-intent.js';
import type { Condition } from '../store/page.js';
import { noSuch } from '../wire/stripe-error.js';

/** The one that the parameter `charge` names, if there is one. */
export function findNamedCharge({ params, store }: Call): Charge | null {
  const id = params.value('charge') ?? null;
  const charge = id === null ? null : store.charges.find(id);
  if (charge === undefined) throw noSuch('charge', id ?? '', 'charge', 400);
  return charge;
}

/** The one that the parameter `payment_intent` names, if there is one. */
export function findNamedIntent({ params, store }: Call): PaymentIntent | null {
  const id = params.value('payment_intent') ?? null;
  const intent = id === null ? null : store.paymentIntents.find(id);
  if (intent === undefined) throw noSuch('payment_intent', id ?? '', 'payment_intent', 400);
  return intent;
}

/** Narrows a list of what came of charges, which are its parents. */
export function ofCharge(call: Call): Condition[] {
  const charge = findNamedCharge(call);
  const intent = findNamedIntent(call);
  return [
    ...(charge ? [{ sql: 'parent = ?', values: [charge.id] }] : []),
    ...(intent ? [{ sql: "body ->> '$.paymentIntentId' = ?", values: [intent.id] }] : []),
  ];
}
