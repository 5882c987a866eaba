import type { PaymentIntent, StripeError } from '@stripe/stripe-js';

export const INVALID_RETURN_URL: StripeError = {
  type: 'invalid_request_error',
  code: 'url_invalid',
  param: 'return_url',
  message: 'Invalid URL: An explicit scheme (such as https) must be provided.',
};

const OWN_NAMES = ['payment_intent', 'payment_intent_client_secret', 'redirect_status'];

/** Only web addresses: following `javascript:` would run it in the shop's page. */
export function isReturnUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function redirectStatus(status: PaymentIntent.Status): string {
  if (status === 'succeeded' || status === 'requires_capture') return 'succeeded';
  return status === 'processing' ? 'pending' : 'failed';
}

/** Appends to the page's own query as it stands; re-encoding it would change other people's values. */
export function buildReturnUrl(
  returnUrl: string,
  intent: Pick<PaymentIntent, 'id' | 'status'>,
  clientSecret: string,
): string {
  const url = new URL(returnUrl);
  for (const name of OWN_NAMES) if (url.searchParams.has(name)) url.searchParams.delete(name);
  const added = new URLSearchParams({
    payment_intent: intent.id,
    payment_intent_client_secret: clientSecret,
    redirect_status: redirectStatus(intent.status),
  });
  url.search += `${url.search === '' ? '?' : '&'}${added.toString()}`;
  return url.href;
}
