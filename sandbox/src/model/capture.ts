import type { Charge } from './charge.js';
import { markCaptured, type PaymentIntent } from './payment-intent.js';

/** Authorized, and still neither taken nor given back. */
export function isCapturable({ decline, capturedAmount, releasedAmount }: Charge): boolean {
  return decline === null && capturedAmount === null && releasedAmount === 0;
}

/** Takes the amount; what else was authorized is given back. There is one capture, never a second. */
export function capture(
  intent: PaymentIntent,
  charge: Charge,
  amount: number,
): { intent: PaymentIntent; charge: Charge } {
  const releasedAmount = charge.amount - amount;
  return {
    intent: markCaptured(intent, amount),
    charge: { ...charge, capturedAmount: amount, releasedAmount },
  };
}

/** Nothing was taken and nothing will be; Stripe shows it as a refund of the whole. */
export function release(charge: Charge): Charge {
  return { ...charge, releasedAmount: charge.amount };
}
