import type { ShopProblem } from '../../problem/problem.js';

const UNANSWERED =
  'Stripe did not answer in time. Run the same command again: what was begun is found, not repeated.';

/** For the operator who runs the command, rather than for a shopper. */
export function formatProblem({ code, forOperator, message }: ShopProblem): string {
  return code === 'payment-unavailable' ? UNANSWERED : (forOperator ?? message);
}
