import type { RequestHandler } from 'express';
import { PAGE_MS, WEBHOOK_MS, withStripeDeadline } from './stripe-deadline.js';

/** Opens the one deadline that everything this request asks of Stripe shares. */
export function stripeDeadlineFor(webhookPath: string): RequestHandler {
  return (request, _response, next) => {
    const isWebhook = request.path === webhookPath;
    withStripeDeadline(isWebhook ? WEBHOOK_MS : PAGE_MS, next);
  };
}
