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

/** Details collected before there is a PaymentIntent. */
export interface Deferred {
  amount: number;
  currency: string;
}

type Purpose =
  { clientSecret: string; deferred: null } | { clientSecret: null; deferred: Deferred };

// Each would change what the shopper sees or what is paid, so none is passed over in silence.
const NOT_IMITATED = [
  'customPaymentMethods',
  'customerOptions',
  'customerSessionClientSecret',
  'externalPaymentMethodTypes',
  'onBehalfOf',
  'on_behalf_of',
  'paymentMethodCreation',
  'setupFutureUsage',
];

export function checkElementsOptions(options: unknown): Purpose {
  const given = isRecord(options) ? options : {};
  refuse(given, 'elements()');
  const { clientSecret, mode } = given;
  if (clientSecret !== undefined && mode !== undefined) {
    throw new IntegrationError(
      'Invalid value for elements(): pass either `clientSecret` or `mode`, not both.',
    );
  }
  if (mode !== undefined) return { clientSecret: null, deferred: checkDeferred(given) };
  return {
    clientSecret: clientSecretOrThrow('elements(): clientSecret', clientSecret),
    deferred: null,
  };
}

/** What a PaymentIntent says of itself cannot be changed from the page. */
export function checkElementsUpdate(current: Deferred | null, options: unknown): Deferred | null {
  const given = isRecord(options) ? options : {};
  refuse(given, 'elements.update()');
  if (current !== null) return checkDeferred({ mode: 'payment', ...current, ...given });
  const fixed = ['mode', 'amount', 'currency'].find((name) => given[name] !== undefined);
  if (fixed === undefined) return null;
  throw new IntegrationError(
    `Invalid value for elements.update(): \`${fixed}\` is the PaymentIntent's when elements were made with a \`clientSecret\`. Update it on the server and call elements.fetchUpdates().`,
  );
}

function refuse(given: Record<string, unknown>, caller: string): void {
  if ('paymentMethodTypes' in given) {
    throw new IntegrationError(
      `Invalid value for ${caller}: \`paymentMethodTypes\` was removed. Use \`allowedPaymentMethodTypes\`.`,
    );
  }
  const { allowedPaymentMethodTypes: allowed } = given;
  const name = NOT_IMITATED.find((each) => given[each] !== undefined);
  if (name !== undefined) throw notImitated(`\`${name}\` of ${caller}`);
  if (Array.isArray(allowed) && !allowed.includes('card')) {
    throw notImitated(`payments by ${allowed.join(', ')}; it knows 'card'`);
  }
}

const notImitated = (what: string): IntegrationError =>
  new IntegrationError(
    `The sandbox does not imitate ${what}. Try this page with Stripe's own test keys instead.`,
  );

function checkDeferred({ mode, amount, currency }: Record<string, unknown>): Deferred {
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
  return { amount, currency };
}
