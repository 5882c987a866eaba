import { invalidRequest } from '../wire/stripe-error.js';
import type { Endpoint } from '../api/endpoint.js';

/** Everything under /v1 that the sandbox does not have. */
export function unrecognized(method: string, path: string): Endpoint {
  const advice = path.endsWith('/') || path.includes('//') ? WITHOUT_ID : NOT_IMITATED;
  const message = `Unrecognized request URL (${method}: ${path}). ${advice}`;
  return {
    method: 'get',
    path,
    answer: () => {
      throw invalidRequest(message, { status: 404 });
    },
  };
}

const HELP = 'Please see https://stripe.com/docs or we can help at https://support.stripe.com/.';

/** An id that was forgotten leaves a path like that of a list. */
const WITHOUT_ID = `If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. ${HELP}`;

const NOT_IMITATED = `${HELP} If Stripe has this URL, the sandbox does not imitate it: its page /_sandbox/api lists what it does.`;
