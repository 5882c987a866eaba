import type { RequestHandler } from 'express';
import { withStripeDeadline } from './stripe-deadline.js';

/** Opens the one deadline that everything this request asks of Stripe shares. */
export function stripeDeadlineIn(milliseconds: number): RequestHandler {
  return (_request, _response, next) => {
    withStripeDeadline(milliseconds, next);
  };
}
