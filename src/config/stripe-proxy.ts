import { isEncoded } from './is-encoded.js';
import type { Variables } from './env.variables.js';

const STRIPE_HOST = 'api.stripe.com';

/** HTTPS_PROXY, unless NO_PROXY names Stripe. Null: no proxy. `host:port` means `http://host:port`, as in curl. */
export function proxyForStripe({
  HTTPS_PROXY: proxy,
  NO_PROXY: excluded,
}: Variables): string | null {
  if (!proxy || (excluded ?? '').split(/[\s,]+/).some(matchesStripe)) return null;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** `stripe.com`, `.stripe.com`, `*.stripe.com`, `api.stripe.com:443` or `*`. */
function matchesStripe(entry: string): boolean {
  const domain = entry
    .toLowerCase()
    .replace(/:443$/, '')
    .replace(/^\*?\./, '');
  return domain === '*' || (domain !== '' && `.${STRIPE_HOST}`.endsWith(`.${domain}`));
}

export function isProxyAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && isEncoded(url);
}

/** The proxy variables under their names in capitals. As in curl, small ones win and ALL_PROXY stands in. */
export function withProxyNames(given: Record<string, string>): Record<string, string> {
  const proxy =
    given['https_proxy'] ?? given['HTTPS_PROXY'] ?? given['all_proxy'] ?? given['ALL_PROXY'];
  const excluded = given['no_proxy'] ?? given['NO_PROXY'];
  return {
    ...given,
    ...(proxy && { HTTPS_PROXY: proxy }),
    ...(excluded && { NO_PROXY: excluded }),
  };
}
