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
import { refuseMissingFields } from './never-fields.js';
import { buildReturnUrl, INVALID_RETURN_URL, isReturnUrl } from '../wire/return-url.js';
import { CALLER, type Confirmation, send } from './confirmation.js';

interface ConfirmOptions {
  elements?: StripeElements;
  clientSecret?: string;
  confirmParams?: Partial<ConfirmPaymentData>;
  redirect?: 'always' | 'if_required';
}

interface Account {
  origin: string;
  key: string;
}

function groupOf(elements: StripeElements | undefined): ElementsGroup | null {
  if (elements === undefined || elements instanceof ElementsGroup) return elements ?? null;
  throw new IntegrationError(
    `Invalid value for ${CALLER}: elements should be the object stripe.elements() returned.`,
  );
}

function checkOptions(options: ConfirmOptions): Confirmation {
  const group = groupOf(options.elements);
  const params = options.confirmParams ?? {};
  const clientSecret = clientSecretOrThrow(
    `${CALLER}: clientSecret`,
    options.clientSecret ?? group?.clientSecret,
  );
  if (params.return_url === undefined && options.redirect !== 'if_required') {
    throw new IntegrationError(
      `${CALLER}: the \`confirmParams.return_url\` parameter is required unless \`redirect\` is 'if_required'.`,
    );
  }
  if (group !== null) checkGroup(group, params);
  return { group, clientSecret, params };
}

function checkGroup(group: ElementsGroup, params: Partial<ConfirmPaymentData>): void {
  if (group.deferred !== null && !group.isSubmitted) {
    throw new IntegrationError(
      `elements.submit() must be called before ${CALLER} when details are collected before the PaymentIntent is made.`,
    );
  }
  if (params.payment_method !== undefined) return;
  const given = params.payment_method_data?.billing_details;
  refuseMissingFields(group.created.payment?.fields, given);
}

/** `account` is whose payment it is when no elements say so. */
export function paymentConfirmer(account: Account): Stripe['confirmPayment'] {
  function confirmPayment(
    options: ConfirmOptions & { redirect: 'if_required' },
  ): Promise<PaymentIntentResult>;
  function confirmPayment(options: ConfirmOptions): Promise<{ error: StripeError }>;
  async function confirmPayment(options: ConfirmOptions): Promise<PaymentIntentResult> {
    const confirmation = checkOptions(options);
    const { return_url: returnUrl } = confirmation.params;
    if (returnUrl !== undefined && !isReturnUrl(returnUrl)) return { error: INVALID_RETURN_URL };
    const result = await send(account, confirmation);
    if (result.error || options.redirect === 'if_required' || returnUrl === undefined) {
      return result;
    }
    const { group, clientSecret } = confirmation;
    return leave(group, buildReturnUrl(returnUrl, result.paymentIntent, clientSecret));
  }
  return confirmPayment;
}

/** The page stays alive for a moment, or for ever in the browser's back-forward cache. */
function leave(group: ElementsGroup | null, url: string): Promise<never> {
  if (group !== null) {
    group.isConfirming = true;
    window.addEventListener('pageshow', () => (group.isConfirming = false), { once: true });
  }
  window.location.assign(url);
  return new Promise(() => undefined);
}
