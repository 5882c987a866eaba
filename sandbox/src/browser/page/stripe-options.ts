import { isRecord } from '../is-record.js';
import { IntegrationError } from './integration-error.js';

/** `Stripe(key, options)`: what would make it somebody else's account or another Stripe.js. */
export function checkStripeOptions(options: unknown): void {
  const { stripeAccount, betas } = isRecord(options) ? options : {};
  if (stripeAccount !== undefined) {
    throw new IntegrationError(
      'The sandbox has one account and does not imitate Connect: call Stripe() without `stripeAccount`.',
    );
  }
  if (Array.isArray(betas) && betas.length > 0) {
    throw new IntegrationError(
      `The sandbox does not imitate betas: ${betas.join(', ')}. Try this page with Stripe's own test keys instead.`,
    );
  }
}
