import { RELEASED_VERSIONS, type ReleasedVersion } from './released-versions.js';
import { invalidRequest } from './stripe-error.js';

/**
 * The account's default version: of requests that name none, and of every event. It is older than
 * the SDK's own so that the Stripe CLI, whose fixtures send `payment_method_types`, can be used.
 */
export const DEFAULT_VERSION: ReleasedVersion = '2026-08-26.dahlia';

/** What `stripe listen --latest` asks for. */
export const LATEST_VERSION: ReleasedVersion = '2026-10-28.endive';

const WITHOUT_PAYMENT_METHOD_TYPES = '2026-09-30';

/** From then on each release has a preview of the same day. */
const FIRST_PREVIEW = '2025-03-31';

const LONGEST_ECHO = 100;

export function isReleased(text: string): boolean {
  return RELEASED_VERSIONS.some((version) => version === text);
}

/** What `Stripe-Version` asks for: `VERSION`, or `VERSION; BETA=v1`, which takes an account that has the beta. */
export function apiVersion(header: string | undefined): string {
  if (!header) return DEFAULT_VERSION;
  const { version, beta } = partsOf(header);
  if (!exists(version)) throw invalidVersion(header, newerThanKnown(version));
  if (beta === undefined) return version;
  const reason = `. You do not have permission to pass this beta header: ${beta}. If you have any questions, we can help at https://support.stripe.com/.`;
  throw invalidVersion(header, reason);
}

/** The one an answer is written in, whatever was asked for. */
export function effectiveVersion(header: string | undefined): string {
  const { version } = partsOf(header ?? '');
  return exists(version) ? version : DEFAULT_VERSION;
}

export function takesPaymentMethodTypes(version: string): boolean {
  return version.slice(0, 10) < WITHOUT_PAYMENT_METHOD_TYPES;
}

function partsOf(header: string): { version: string; beta: string | undefined } {
  const [version = '', ...flags] = header.split(';').map((part) => part.trim());
  return { version, beta: flags.find((flag) => flag !== '')?.split('=')[0] };
}

function exists(version: string): boolean {
  if (isReleased(version)) return true;
  const [date = '', name] = version.split('.');
  if (name !== 'preview' || date < FIRST_PREVIEW) return false;
  return RELEASED_VERSIONS.some((released) => released.startsWith(`${date}.`));
}

/** A newer SDK may well be right, and Stripe would know its version. */
function newerThanKnown(version: string): string {
  const isNewer = /^\d{4}-\d{2}-\d{2}\.[a-z]+$/.test(version) && version > LATEST_VERSION;
  return isNewer ? `. The newest version that this sandbox knows is ${LATEST_VERSION}.` : '';
}

function invalidVersion(header: string, reason: string): Error {
  return invalidRequest(`Invalid Stripe API version: ${header.slice(0, LONGEST_ECHO)}${reason}`);
}
