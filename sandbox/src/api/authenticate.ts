import { invalidRequest, type StripeError } from '../wire/stripe-error.js';
import type { Caller } from './endpoint.js';

interface Credentials {
  authorization: string | undefined;
  /** Only a publishable key may be a parameter. */
  keyParam: string | null | undefined;
}

const TEST_KEY = /^(sk|rk|pk)_test_\w{8,}$/;

/** Any test key opens the sandbox's one account; a live key is never right here. */
export function authenticate(
  credentials: Credentials,
  isPublishable: boolean,
): { caller: Caller; apiKey: string } {
  const key = keyOf(credentials);
  if (key === null) throw unauthorized(NO_KEY);
  if (/^(sk|rk|pk)_live_/.test(key)) throw unauthorized(LIVE_KEY);
  if (!TEST_KEY.test(key)) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  if (!key.startsWith('pk_')) return { caller: 'secret', apiKey: key };
  if (!isPublishable) throw unauthorized(SECRET_KEY_REQUIRED, 'secret_key_required');
  return { caller: 'publishable', apiKey: key };
}

/** There are no other accounts: what is meant for one must not land in the caller's own. */
export function refuseOtherAccount(accounts: string[], own: string, apiKey: string): void {
  const other = accounts.find((account) => account !== own);
  if (other === undefined) return;
  const message = `The provided key '${masked(apiKey)}' does not have access to account '${other.slice(0, 100)}' (or that account does not exist). Application access may have been revoked.`;
  throw invalidRequest(message, { code: 'account_invalid', status: 403 });
}

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

const LIVE_KEY =
  'A live API key was sent to the sandbox, which moves no money. Use a test key (sk_test_… or pk_test_…) here. Since the key was sent in clear over this machine, consider rolling it.';

const SECRET_KEY_REQUIRED =
  'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.';

function keyOf({ authorization, keyParam }: Credentials): string | null {
  if (authorization !== undefined) return keyOfHeader(authorization);
  if (keyParam && !keyParam.startsWith('pk_')) throw unauthorized(NO_KEY);
  return keyParam ?? null;
}

/** `Bearer KEY`, or the user name of Basic, as `curl -u KEY:` writes it. */
function keyOfHeader(authorization: string): string | null {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return null;
  return Buffer.from(value, 'base64').toString().split(':')[0] ?? null;
}

function masked(key: string): string {
  const [kind = ''] = /^[a-z]+_[a-z]+_/.exec(key) ?? [];
  return `${kind}${'*'.repeat(12)}${key.length > 12 ? key.slice(-4) : ''}`;
}

function unauthorized(message: string, code: string | null = null): StripeError {
  return invalidRequest(message, { code, status: 401 });
}
