import { AccountGateway } from '../support/account-gateway.js';
import { presentScene } from './scene.js';
import type { StripeAccount } from './stripe-account.js';

/** The port to the scene's Stripe. */
export class ScheduledGateway extends AccountGateway {
  protected get account() {
    return presentScene().stripe;
  }

  protected ask<T>(call: string, _about: string | null, answer: (stripe: StripeAccount) => T) {
    return presentScene().ask(call, answer);
  }
}
