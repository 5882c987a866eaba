import { type ProblemCode, ShopProblem } from '../problem/problem.js';

const NO_ANSWER = 'Stripe does not answer';

const WORDS: Partial<Record<ProblemCode, string>> = {
  'payment-unavailable': NO_ANSWER,
  'payment-unknown': NO_ANSWER,
  'payment-misconfigured': 'Stripe refuses the shop’s key (see STRIPE_SECRET_KEY)',
};

/** Stripe did not answer, or does not take our keys: not this one order's fault. */
export function isSilence(error: unknown): error is ShopProblem {
  return error instanceof ShopProblem && error.code in WORDS;
}

export function tellSilence({ code }: ShopProblem): string {
  return WORDS[code] ?? NO_ANSWER;
}
