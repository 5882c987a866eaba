import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import { payAuthenticated } from '../../model/pay.js';
import {
  askShopper,
  failAuthentication,
  passAuthentication,
  type PaymentIntent,
} from '../../model/payment-intent.js';
import type { PaymentMethod } from '../../model/payment-method.js';
import { renderPaymentIntent } from '../../wire/payment-intent.js';
import { randomId } from '../../wire/random-id.js';
import { findIntent } from './find-intent.js';
import { keepCharge } from './keep-charge.js';
import { showIntent } from './show-intent.js';

const OUTCOMES = ['passed', 'failed'] as const;

/** `returnUrl` null: Stripe.js shows the challenge over the shop's page. */
export function ask(
  call: Call,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  returnUrl: string | null,
): PaymentIntent {
  const source = randomId('payatt');
  const challengeUrl = challengeUrlOf(call.origin, intent, source);
  const asked = askShopper(intent, paymentMethod, { source, challengeUrl, returnUrl });
  call.store.paymentIntents.save(asked);
  emitEvent(call, 'payment_intent.requires_action', renderPaymentIntent(asked));
  return asked;
}

/** What the bank found, told by the challenge page. At Stripe this is between Stripe and the bank. */
export function authenticateIntent(call: Call): Answer {
  const source = call.params.requiredText('source');
  const outcome = call.params.oneOf('outcome', OUTCOMES) ?? call.params.requiredText('outcome');
  return decide(call, source, outcome === 'passed');
}

/** What Stripe.js asks for when the shopper closes the challenge. */
export function cancelSource(call: Call): Answer {
  return decide(call, call.params.requiredText('source'), false);
}

function decide(call: Call, source: string, hasPassed: boolean): Answer {
  const found = findIntent(call);
  call.params.refuseUnknown();
  const { nextAction, paymentMethodId } = found;
  const paymentMethod = call.store.paymentMethods.find(paymentMethodId ?? '');
  // An answer to a question that nobody asks any more is told how things stand.
  const isAsked = nextAction?.source === source && paymentMethod !== undefined;
  if (!isAsked) return show(call, found);
  return show(
    call,
    hasPassed ? pass(call, found, paymentMethod) : fail(call, found, paymentMethod),
  );
}

function pass(call: Call, found: PaymentIntent, paymentMethod: PaymentMethod): PaymentIntent {
  if (found.confirmationMethod === 'manual') {
    return call.store.paymentIntents.save(passAuthentication(found));
  }
  const identity = { chargeId: randomId('ch'), now: call.now };
  const charged = payAuthenticated(found, paymentMethod, identity);
  keepCharge(call, charged);
  return charged.intent;
}

function fail(call: Call, found: PaymentIntent, paymentMethod: PaymentMethod): PaymentIntent {
  const failed = call.store.paymentIntents.save(failAuthentication(found, paymentMethod));
  emitEvent(call, 'payment_intent.payment_failed', renderPaymentIntent(failed));
  return failed;
}

function show(call: Call, intent: PaymentIntent): Answer {
  return ok(showIntent(call, intent));
}

function challengeUrlOf(origin: string, intent: PaymentIntent, source: string): string {
  const query = new URLSearchParams({
    payment_intent: intent.id,
    payment_intent_client_secret: intent.clientSecret,
    source,
  });
  return `${origin}/js/frame/challenge.html?${query.toString()}`;
}
