import type { PaymentIntentResult, Stripe } from '@stripe/stripe-js';
import { paymentIntentIdOf } from '../wire/client-secret.js';
import { PaymentIntentsApi } from '../wire/payment-intents-api.js';
import { paymentConfirmer } from './confirm-payment.js';
import { ElementsGroup, type ElementsOptions } from './elements-group.js';
import { clientSecretOrThrow } from './elements-options.js';
import { IntegrationError } from './integration-error.js';
import { handleNextAction } from './next-action.js';
import { notImitated } from './not-imitated.js';
import { checkPublishableKey } from './publishable-key.js';

/** Stripe.js plus the hook its npm loader calls, which the published type leaves out. */
export type StandIn = Stripe & { _registerWrapper(): void };

class Session {
  readonly #groups: ElementsGroup[] = [];
  readonly #api: PaymentIntentsApi;

  constructor(
    readonly origin: string,
    readonly key: string,
  ) {
    this.#api = new PaymentIntentsApi(origin, key);
  }

  elements(options?: ElementsOptions): ElementsGroup {
    const group = new ElementsGroup(this.origin, this.key, options);
    this.#groups.push(group);
    return group;
  }

  /** Asked through the frame while there is one, as Stripe does: then no CORS is involved. */
  async retrieve(caller: string, clientSecret: unknown): Promise<PaymentIntentResult> {
    const secret = clientSecretOrThrow(caller, clientSecret);
    const element = this.#groups.map(({ listening }) => listening).find((found) => found !== null);
    const answer = await element?.call({ call: 'retrieve', clientSecret: secret });
    if (answer?.error) return { error: answer.error };
    if (answer?.paymentIntent) return { paymentIntent: answer.paymentIntent };
    return this.#api.retrieve(paymentIntentIdOf(secret) ?? '', secret);
  }

  async handleNextAction(clientSecret: unknown): Promise<PaymentIntentResult> {
    const result = await this.retrieve('stripe.handleNextAction(): clientSecret', clientSecret);
    if (result.error) return result;
    if (result.paymentIntent.status !== 'requires_action') {
      throw new IntegrationError(
        'handleNextAction: The PaymentIntent supplied is not in the requires_action state.',
      );
    }
    const { origin, key } = this;
    const scheme = this.#groups.at(-1)?.scheme ?? 'light';
    return handleNextAction({ origin, key, scheme }, result.paymentIntent);
  }
}

export function createStripe(origin: string, publishableKey: unknown): StandIn {
  const session = new Session(origin, checkPublishableKey(publishableKey));
  return {
    ...notImitated(),
    elements: (options?: ElementsOptions) => session.elements(options),
    confirmPayment: paymentConfirmer(session),
    retrievePaymentIntent: (clientSecret) =>
      session.retrieve('stripe.retrievePaymentIntent()', clientSecret),
    handleNextAction: (options: { clientSecret?: string; hashedValue?: string }) =>
      session.handleNextAction(options.clientSecret),
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  };
}
