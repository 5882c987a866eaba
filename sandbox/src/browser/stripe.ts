import type { StripeConstructorOptions } from '@stripe/stripe-js';
import { IntegrationError } from './page/integration-error.js';
import { checkStripeOptions } from './page/stripe-options.js';
import { createStripe, type StandIn } from './page/stripe-object.js';

function ownOrigin(script: HTMLOrSVGScriptElement | null): string {
  if (script instanceof HTMLScriptElement && script.src !== '') return new URL(script.src).origin;
  throw new IntegrationError(
    'The sandbox needs to know where it came from: load it with a plain <script src="…/js/endive/stripe.js">, neither bundled nor as a module.',
  );
}

const origin = ownOrigin(document.currentScript);

/** A plain function, because pages call it both with and without `new`. */
function Stripe(publishableKey: string, options?: StripeConstructorOptions): StandIn {
  checkStripeOptions(options);
  return createStripe(origin, publishableKey);
}

// @stripe/stripe-js compares the version with its own and warns when they differ.
window.Stripe ??= Object.assign(Stripe, { version: 'endive' });
