import type { ConfirmPaymentData, PaymentIntentResult, StripeError } from '@stripe/stripe-js';
import { paymentIntentIdOf } from '../wire/client-secret.js';
import type { FrameAnswer } from '../wire/frame-request.js';
import { PaymentIntentsApi } from '../wire/payment-intents-api.js';
import { collect } from './collect.js';
import { withCollected } from './collected.js';
import type { ElementsGroup } from './elements-group.js';
import { IntegrationError } from './integration-error.js';
import { handleNextAction } from './next-action.js';
import { PaymentElement } from './payment-element.js';

export interface Confirmation {
  /** null: the PaymentIntent has, or `params` name, what it is paid with. */
  group: ElementsGroup | null;
  clientSecret: string;
  params: Partial<ConfirmPaymentData>;
}

interface Account {
  origin: string;
  key: string;
}

export const CALLER = 'stripe.confirmPayment()';

/** Confirms, and has the shopper do what the bank asks for. */
export async function send(
  account: Account,
  confirmation: Confirmation,
): Promise<PaymentIntentResult> {
  const { group } = confirmation;
  if (group === null) {
    const result = await sendDirectly(account, confirmation, { ...confirmation.params });
    return result.error
      ? result
      : handleNextAction({ ...account, scheme: 'light' }, result.paymentIntent);
  }
  if (group.isConfirming) {
    throw new IntegrationError(
      `${CALLER} is already at work for these elements. Disable the button while it runs; nothing was sent twice.`,
    );
  }
  group.isConfirming = true;
  try {
    const answer = await sendCollected(group, confirmation);
    if (answer.error !== undefined) return { error: answer.error };
    if (answer.paymentIntent === undefined) throw new TypeError('The frame confirmed nothing.');
    return await handleNextAction(group, answer.paymentIntent);
  } finally {
    group.isConfirming = false;
  }
}

function sendDirectly(
  { origin, key }: Account,
  { clientSecret }: Confirmation,
  params: Record<string, unknown>,
): Promise<PaymentIntentResult> {
  const id = paymentIntentIdOf(clientSecret) ?? '';
  return new PaymentIntentsApi(origin, key).confirm(id, clientSecret, params);
}

/** With a payment method that exists already, the card in the form is left alone. */
async function sendCollected(
  group: ElementsGroup,
  confirmation: Confirmation,
): Promise<FrameAnswer> {
  const { clientSecret, params } = confirmation;
  const isCardAsked = params.payment_method === undefined;
  const payment = isCardAsked ? group.mountedPayment(CALLER) : null;
  const { mounted } = group.created;
  const asked = isCardAsked
    ? mounted
    : mounted.filter((element) => !(element instanceof PaymentElement));
  const { error, collected } = await collect(asked);
  if (error !== undefined) return { error };
  const mismatch = await currencyMismatch(group, clientSecret);
  if (mismatch !== null) return { error: mismatch };
  const sent = withCollected(params, collected);
  if (payment === null) return sendDirectly(group, confirmation, sent);
  return payment.call({ call: 'confirm', clientSecret, params: sent });
}

async function currencyMismatch(
  { deferred, origin, key }: ElementsGroup,
  clientSecret: string,
): Promise<StripeError | null> {
  if (deferred === null) return null;
  const api = new PaymentIntentsApi(origin, key);
  const result = await api.retrieve(paymentIntentIdOf(clientSecret) ?? '', clientSecret);
  if (result.error) return result.error;
  const { currency } = result.paymentIntent;
  if (currency === deferred.currency) return null;
  return {
    type: 'invalid_request_error',
    message: `The provided currency (${deferred.currency}) does not match the expected currency (${currency}).`,
  };
}
