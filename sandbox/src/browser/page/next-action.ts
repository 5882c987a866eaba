import type { PaymentIntent, PaymentIntentResult } from '@stripe/stripe-js';
import type { ColorScheme } from '../appearance.js';
import { isRecord } from '../is-record.js';
import type { Challenge, ChallengeNotice } from '../wire/challenge-message.js';
import { PaymentIntentsApi } from '../wire/payment-intents-api.js';
import { isReturnUrl } from '../wire/return-url.js';
import { ChallengeOverlay } from './challenge-overlay.js';
import { IntegrationError } from './integration-error.js';

interface Surroundings {
  origin: string;
  key: string;
  scheme: ColorScheme;
}

const AUTHENTICATION_FAILURE = 'payment_intent_authentication_failure';

// The API's own words are for developers; a shop shows these to its shopper.
const TO_THE_SHOPPER =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.';

/** Has the shopper do what the PaymentIntent waits for, if anything. */
export async function handleNextAction(
  surroundings: Surroundings,
  intent: PaymentIntent,
): Promise<PaymentIntentResult> {
  if (intent.status !== 'requires_action') return { paymentIntent: intent };
  const url = intent.next_action?.redirect_to_url?.url ?? null;
  if (url !== null) return leave(url);
  return outcomeOf(await challenge(surroundings, challengeOf(intent)));
}

/** What became of the attempt: the last error, unless there is none. */
export function outcomeOf(result: PaymentIntentResult): PaymentIntentResult {
  const { paymentIntent: intent } = result;
  if (intent?.status !== 'requires_payment_method' || !intent.last_payment_error) return result;
  const error = { ...intent.last_payment_error, payment_intent: intent };
  const isUnauthenticated = error.code === AUTHENTICATION_FAILURE;
  return { error: isUnauthenticated ? { ...error, message: TO_THE_SHOPPER } : error };
}

function challengeOf({ id, client_secret, next_action }: PaymentIntent): Challenge {
  const opaque: unknown = next_action?.use_stripe_sdk;
  const source = isRecord(opaque) ? opaque['source'] : undefined;
  if (typeof source === 'string' && client_secret !== null) {
    return { paymentIntentId: id, clientSecret: client_secret, source };
  }
  throw new IntegrationError(
    `The sandbox does not imitate the next action of type ${next_action?.type ?? 'none'}.`,
  );
}

/** Closing the challenge cancels the authentication, as Stripe.js does. */
function challenge(
  { origin, key, scheme }: Surroundings,
  asked: Challenge,
): Promise<PaymentIntentResult> {
  return new Promise((resolve) => {
    let isClosing = false;
    const end = (result: PaymentIntentResult): void => {
      overlay.remove();
      resolve(result);
    };
    const closed = (): void => {
      if (isClosing) return;
      isClosing = true;
      void new PaymentIntentsApi(origin, key).cancelSource(asked).then(end);
    };
    const heard = (notice: ChallengeNotice): void => {
      if (notice.notice === 'answer') end(notice.answer);
      else if (notice.notice === 'height') overlay.setHeight(notice.pixels);
      else closed();
    };
    const init = { kind: 'challenge', scheme, ...asked } as const;
    const overlay = new ChallengeOverlay(origin, init, { heard, closed });
  });
}

function leave(url: string): Promise<never> {
  if (!isReturnUrl(url)) throw new IntegrationError(`Not a web address to go to: ${url}`);
  window.location.assign(url);
  return new Promise(() => undefined);
}
