import type { ShopProblem } from '../../common/problem.js';

const UNANSWERED =
  'Stripe did not answer in time. Run the same command again: it continues and repeats nothing.';

/** For the operator who runs the command, rather than for a shopper. */
export function formatProblem({ code, options, message }: ShopProblem): string {
  return code === 'payment-unavailable' ? UNANSWERED : (options.operatorDetail ?? message);
}
