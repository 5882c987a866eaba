import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import { pay, payAuthenticated } from '../../model/pay.js';
import { type PaymentError, type PaymentIntent, refuseToAsk } from '../../model/payment-intent.js';
import { may } from '../../model/payment-intent-status.js';
import type { PaymentMethod } from '../../model/payment-method.js';
import { renderPaymentError, renderPaymentIntent } from '../../wire/payment-intent.js';
import type { Params } from '../../wire/params.js';
import { randomId } from '../../wire/random-id.js';
import { invalidRequest, notImitated } from '../../wire/stripe-error.js';
import { ask } from './authentication.js';
import { unexpectedState } from './find-intent.js';
import { keepCharge } from './keep-charge.js';
import { showIntent } from './show-intent.js';
import { refuseUnusable } from './usable-method.js';

export interface ConfirmOptions {
  returnUrl: string | null;
  usesStripeJs: boolean;
  /** The caller wants an error where the shopper would be asked something. */
  refusesActions: boolean;
}

export function readConfirmOptions({ params, caller }: Call): ConfirmOptions {
  const offSession = params.value('off_session') ?? 'false';
  if (offSession !== 'false') throw notImitated('off-session payments', 'off_session');
  const refusesActions = params.boolean('error_on_requires_action') ?? false;
  const usesStripeJs = params.boolean('use_stripe_sdk') ?? false;
  return {
    returnUrl: readUrl(params),
    usesStripeJs: usesStripeJs || caller === 'publishable',
    refusesActions,
  };
}

/** Takes the money, or tries to: a declined payment is an answer, with a charge and events of its own. */
export function confirmIntent(
  call: Call,
  intent: PaymentIntent,
  given: PaymentMethod | null,
  options: ConfirmOptions,
): Answer {
  const attached = intent.paymentMethodId ?? '';
  const paymentMethod = given ?? call.store.paymentMethods.find(attached);
  if (!paymentMethod) throw unexpectedState(call, intent, noPaymentMethod(intent));
  refuseUnusable(intent, paymentMethod, showIntent(call, intent));
  const confirmed = attempt(call, intent, paymentMethod, options);
  const { lastPaymentError } = confirmed;
  if (lastPaymentError === null) return ok(showIntent(call, confirmed));
  return declined(call, confirmed, lastPaymentError);
}

function attempt(
  call: Call,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  options: ConfirmOptions,
): PaymentIntent {
  const identity = { chargeId: randomId('ch'), now: call.now };
  const tried =
    intent.authenticatedMethodId === paymentMethod.id
      ? payAuthenticated(intent, paymentMethod, identity)
      : pay(intent, paymentMethod, identity);
  if (tried.outcome !== 'must_authenticate') {
    keepCharge(call, tried);
    return tried.intent;
  }
  if (options.refusesActions) return withoutAsking(call, intent, paymentMethod);
  return ask(call, intent, paymentMethod, options.usesStripeJs ? null : options.returnUrl);
}

function withoutAsking(
  call: Call,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
): PaymentIntent {
  const refused = call.store.paymentIntents.save(refuseToAsk(intent, paymentMethod));
  emitEvent(call, 'payment_intent.payment_failed', renderPaymentIntent(refused));
  return refused;
}

export function refuseUnlessConfirmable(call: Call, intent: PaymentIntent): void {
  if (may('pay', intent.status)) return;
  const message =
    intent.status === 'succeeded'
      ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
      : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`;
  throw unexpectedState(call, intent, message);
}

/** With manual confirmation the server decides when the shopper is charged. */
export function refuseBrowser({ caller }: Call, { confirmationMethod }: PaymentIntent): void {
  if (caller === 'secret' || confirmationMethod === 'automatic') return;
  throw invalidRequest(MANUAL_CONFIRMATION);
}

export function refuseWithoutReturnUrl(intent: PaymentIntent, options: ConfirmOptions): void {
  const mayRedirect = intent.automaticPaymentMethods?.allowRedirects === 'always';
  if (!mayRedirect || options.usesStripeJs || options.returnUrl !== null) return;
  throw invalidRequest(NO_RETURN_URL);
}

function declined(call: Call, intent: PaymentIntent, problem: PaymentError): Answer {
  const shown = showIntent(call, intent);
  return {
    status: 402,
    body: { error: { ...renderPaymentError(problem), payment_intent: shown } },
  };
}

function readUrl(params: Params): string | null {
  const url = params.value('return_url') ?? null;
  if (url === null || URL.canParse(url)) return url;
  throw params.refuse('return_url', 'Not a valid URL', 'url_invalid');
}

function noPaymentMethod({ customerId }: PaymentIntent): string {
  const problem = "You cannot confirm this PaymentIntent because it's missing a payment method.";
  return customerId === null
    ? `${problem} ${GIVE_ONE}`
    : `${problem} To confirm the PaymentIntent with ${customerId}, specify a payment method attached to this customer along with the customer ID.`;
}

const GIVE_ONE =
  'You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.';

const MANUAL_CONFIRMATION =
  'This PaymentIntent cannot be confirmed using your publishable API key because its `confirmation_method` is set to `manual`. Please use your secret key instead, or create a PaymentIntent with `confirmation_method` set to `automatic`.';

const NO_RETURN_URL =
  "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.";
