import { invalidRequest } from '../wire/stripe-error.js';
import type { Endpoint } from '../api/endpoint.js';

/** Everything under /v1 that the sandbox does not have. */
export function unrecognized(method: string, path: string): Endpoint {
  return {
    method: 'get',
    path,
    answer: () => {
      const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. If Stripe has this URL, the sandbox does not imitate it: its README lists what it does.`;
      throw invalidRequest(message, { status: 404 });
    },
  };
}
