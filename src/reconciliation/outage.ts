import { ShopProblem } from '../common/problem.js';
import type { ProblemCode } from '../common/problem-table.js';

const NO_ANSWER = 'Stripe does not answer';

const MESSAGES: Partial<Record<ProblemCode, string>> = {
  'payment-unavailable': NO_ANSWER,
  'payment-unknown': NO_ANSWER,
  'payment-misconfigured': 'Stripe refuses the shop’s key (see STRIPE_SECRET_KEY)',
};

/** Stripe did not answer, or refused the API key: a failure that is not specific to one item. */
export function isOutage(error: unknown): error is ShopProblem {
  return error instanceof ShopProblem && error.code in MESSAGES;
}

export function outageMessage({ code }: ShopProblem): string {
  return MESSAGES[code] ?? NO_ANSWER;
}
