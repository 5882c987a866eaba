import { isRecord } from '../is-record.js';
import { paymentIntentIdOf } from '../wire/client-secret.js';
import { IntegrationError } from './integration-error.js';

export function clientSecretOrThrow(caller: string, clientSecret: unknown): string {
  if (typeof clientSecret === 'string' && paymentIntentIdOf(clientSecret) !== null) {
    return clientSecret;
  }
  // Stripe shows the whole value; it may be somebody's real secret, so only its head is shown here.
  const shown =
    typeof clientSecret === 'string' ? `${clientSecret.slice(0, 6)}…` : typeof clientSecret;
  throw new IntegrationError(
    `Invalid value for ${caller}: value should be a client secret of the form \${id}_secret_\${secret}. You specified: ${shown}.`,
  );
}

/** The client secret of the group, or null when it collects details before there is a PaymentIntent. */
export function checkElementsOptions(options: unknown): string | null {
  const given = isRecord(options) ? options : {};
  if ('paymentMethodTypes' in given) {
    throw new IntegrationError(
      'Invalid value for elements(): `paymentMethodTypes` was removed. Use `allowedPaymentMethodTypes`.',
    );
  }
  const { clientSecret, mode } = given;
  if (clientSecret !== undefined && mode !== undefined) {
    throw new IntegrationError(
      'Invalid value for elements(): pass either `clientSecret` or `mode`, not both.',
    );
  }
  if (mode === undefined) return clientSecretOrThrow('elements(): clientSecret', clientSecret);
  checkDeferred(given);
  return null;
}

function checkDeferred({ mode, amount, currency }: Record<string, unknown>): void {
  if (mode !== 'payment') {
    throw new IntegrationError(
      `The sandbox does not imitate elements({ mode: '${String(mode)}' }); it knows 'payment'.`,
    );
  }
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount <= 0) {
    throw new IntegrationError(
      'Invalid value for elements(): `amount` should be a positive whole number of the smallest currency unit.',
    );
  }
  if (typeof currency !== 'string' || !/^[a-z]{3}$/.test(currency)) {
    throw new IntegrationError(
      "Invalid value for elements(): `currency` should be a lower-case three-letter code such as 'usd'.",
    );
  }
}
