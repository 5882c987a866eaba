import { createHash } from 'node:crypto';
import { type CardProblem, checkCard, type CheckedCard } from '../model/card-check.js';
import { type BillingDetails, NO_BILLING_DETAILS } from '../model/contact.js';
import { type PaymentMethod, paymentMethodOf } from '../model/payment-method.js';
import { testCardByToken } from '../model/test-cards.js';
import type { Params } from '../wire/params.js';
import { randomId } from '../wire/random-id.js';
import { docUrl, invalidRequest, noSuch, notImitated, StripeError } from '../wire/stripe-error.js';
import type { Call } from '../api/endpoint.js';
import { readBillingDetails } from './contact.js';

/** The one a request names (`payment_method`) or describes (`payment_method_data`), if any. */
export function readPaymentMethod(call: Call): PaymentMethod | null {
  const { params } = call;
  const id = params.text('payment_method') ?? null;
  const described = params.hash('payment_method_data');
  if (id !== null && described) {
    const names = 'payment_method, payment_method_data';
    throw invalidRequest(`You may only specify one of these parameters: ${names}.`);
  }
  if (described) return fromDescription(call, described);
  return id === null ? null : fromId(call, id);
}

function fromId(call: Call, id: string): PaymentMethod {
  const testCard = testCardByToken(id);
  if (testCard) {
    const expYear = yearAndMonth(call.now).year + 1;
    return keep(call, { testCard, expMonth: 12, expYear, hasCvc: false }, NO_BILLING_DETAILS);
  }
  const known = call.store.paymentMethods.find(id);
  if (!known) throw noSuch('PaymentMethod', id, 'payment_method', 400);
  return known;
}

function fromDescription(call: Call, described: Params): PaymentMethod {
  described.refuseNotImitated(['metadata', 'radar_options']);
  const type = described.requiredText('type');
  if (type !== 'card') throw notImitated(`payments by ${type}`, 'payment_method_data[type]');
  described.oneOf('allow_redisplay', ['always', 'limited', 'unspecified']);
  const billingDetails = readBillingDetails(described.hash('billing_details'), NO_BILLING_DETAILS);
  const card = described.hash('card');
  if (!card) {
    const param = 'payment_method_data[card]';
    throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  return keep(call, readCard(call, card), billingDetails);
}

function readCard(call: Call, card: Params): CheckedCard {
  card.refuseNotImitated(['networks', 'token']);
  const typed = {
    number: card.requiredText('number'),
    expMonth: card.requiredInteger('exp_month'),
    expYear: card.requiredInteger('exp_year'),
    cvc: card.text('cvc') ?? null,
  };
  if (call.caller === 'secret') throw RAW_CARD;
  const check = checkCard(typed, yearAndMonth(call.now));
  if (check.ok) return check.card;
  throw refuseCard(check.problem);
}

// Stripe wants card numbers from its own fields in the browser, never from a merchant's server.
const RAW_CARD = new StripeError(402, {
  message:
    'Sending credit card numbers directly to the Stripe API is generally unsafe. To continue processing use Stripe.js, the Stripe mobile bindings, or Stripe Elements. In tests, name a test card by its token, for example pm_card_visa.',
  type: 'invalid_request_error',
});

function refuseCard({ code, declineCode, message, param }: CardProblem): StripeError {
  const isTestCard = declineCode !== 'test_mode_live_card';
  const body = {
    code,
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    doc_url: docUrl(code),
    message,
    ...(param === null ? {} : { param }),
    type: 'card_error' as const,
  };
  return new StripeError(402, body, isTestCard);
}

function keep(call: Call, card: CheckedCard, billingDetails: BillingDetails): PaymentMethod {
  const identity = {
    id: randomId('pm'),
    created: call.now,
    fingerprint: fingerprintOf(card.testCard.number, call.account),
  };
  return call.store.paymentMethods.save(paymentMethodOf(card, billingDetails, identity));
}

/** The same card has the same fingerprint within an account, and another in another account. */
function fingerprintOf(number: string, account: string): string {
  return createHash('sha256').update(`${account} ${number}`).digest('hex').slice(0, 16);
}

function yearAndMonth(seconds: number) {
  const date = new Date(seconds * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}
