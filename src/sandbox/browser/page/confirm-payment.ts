import type {
  ConfirmPaymentData,
  PaymentIntentResult,
  Stripe,
  StripeElements,
  StripeError,
} from '@stripe/stripe-js';
import { clientSecretOrThrow } from './elements-options.js';
import { ElementsGroup } from './elements-group.js';
import { IntegrationError } from './integration-error.js';
import { handleNextAction } from './next-action.js';
import { buildReturnUrl, INVALID_RETURN_URL, isReturnUrl } from '../wire/return-url.js';

interface ConfirmOptions {
  elements?: StripeElements;
  clientSecret?: string;
  confirmParams?: Partial<ConfirmPaymentData>;
  redirect?: 'always' | 'if_required';
}

interface Confirmation {
  group: ElementsGroup;
  clientSecret: string;
  params: Partial<ConfirmPaymentData>;
}

const CALLER = 'stripe.confirmPayment()';

function groupOf(elements: StripeElements | undefined): ElementsGroup {
  if (elements instanceof ElementsGroup) return elements;
  throw new IntegrationError(
    `Invalid value for ${CALLER}: elements should be the object stripe.elements() returned. The sandbox does not imitate confirming without Elements.`,
  );
}

function checkOptions(options: ConfirmOptions): Confirmation {
  const group = groupOf(options.elements);
  const params = options.confirmParams ?? {};
  const clientSecret = clientSecretOrThrow(
    `${CALLER}: clientSecret`,
    options.clientSecret ?? group.clientSecret,
  );
  if (params.return_url === undefined && options.redirect !== 'if_required') {
    throw new IntegrationError(
      `${CALLER}: the \`confirmParams.return_url\` parameter is required unless \`redirect\` is 'if_required'.`,
    );
  }
  if (group.clientSecret === null && !group.isSubmitted) {
    throw new IntegrationError(
      `elements.submit() must be called before ${CALLER} when details are collected before the PaymentIntent is made.`,
    );
  }
  return { group, clientSecret, params };
}

async function confirmOnce(confirmation: Confirmation): Promise<PaymentIntentResult> {
  const { group, clientSecret, params } = confirmation;
  const element = group.mountedElement(CALLER);
  if (group.isConfirming) {
    throw new IntegrationError(
      `${CALLER} is already at work for these elements. Disable the button while it runs; nothing was sent twice.`,
    );
  }
  group.isConfirming = true;
  try {
    const answer = await element.call({ call: 'confirm', clientSecret, params: { ...params } });
    if (answer.error !== undefined) return { error: answer.error };
    if (answer.paymentIntent === undefined) throw new TypeError('The frame confirmed nothing.');
    return await handleNextAction(group, answer.paymentIntent);
  } finally {
    group.isConfirming = false;
  }
}

function confirmPayment(
  options: ConfirmOptions & { redirect: 'if_required' },
): Promise<PaymentIntentResult>;
function confirmPayment(options: ConfirmOptions): Promise<{ error: StripeError }>;
async function confirmPayment(options: ConfirmOptions): Promise<PaymentIntentResult> {
  const confirmation = checkOptions(options);
  const { return_url: returnUrl } = confirmation.params;
  if (returnUrl !== undefined && !isReturnUrl(returnUrl)) return { error: INVALID_RETURN_URL };
  const result = await confirmOnce(confirmation);
  if (result.error || options.redirect === 'if_required' || returnUrl === undefined) return result;
  return leave(
    confirmation.group,
    buildReturnUrl(returnUrl, result.paymentIntent, confirmation.clientSecret),
  );
}

/** The page stays alive for a moment, or for ever in the browser's back-forward cache. */
function leave(group: ElementsGroup, url: string): Promise<never> {
  group.isConfirming = true;
  window.addEventListener('pageshow', () => (group.isConfirming = false), { once: true });
  window.location.assign(url);
  return new Promise(() => undefined);
}

export const confirm: Stripe['confirmPayment'] = confirmPayment;
