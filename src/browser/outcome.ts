import type { StripeError } from '@stripe/stripe-js';
import type { CheckoutTexts } from './checkout-texts.js';
import { isOver, readOrderStatus } from './order-status.js';

// Stripe may still be at work on a payment whose answer was lost.
const PAUSES_MS = [0, 2_000, 2_000];

/**
 * Stripe's sentence, if it is made for shoppers: of a declined payment or an incomplete form. Others address
 * developers, or tell of money without knowing: after them, ask the shop.
 */
export function sentenceForShopper(
  { type, code, message, payment_intent }: StripeError,
  { failed, uncharged }: Pick<CheckoutTexts, 'failed' | 'uncharged'>,
): string | null {
  const isDecline = type === 'card_error' || code === 'payment_intent_authentication_failure';
  if (!isDecline && type !== 'validation_error') return null;
  const sentence = message ?? failed;
  const isUncharged = payment_intent?.status === 'requires_payment_method';
  return isUncharged ? `${sentence} ${uncharged}` : sentence;
}

/** Waits a moment for the payment to arrive at the shop. False if the shop does not answer. */
export async function isKnownToShop(statusUrl: string): Promise<boolean> {
  let status = null;
  for (const pause of PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    status = await readOrderStatus(statusUrl);
    if (isOver(status)) break;
  }
  return status !== null;
}
