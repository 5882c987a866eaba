import type Stripe from 'stripe';
import type { RefundOutcome, RefundRequest } from '../payment-gateway.js';
import { expectListOf, expectRefund } from './expected-answer.js';
import { isIdempotentReplay, isRefusal, toProblem } from './stripe-errors.js';
import { MAX_PAGE_SIZE } from './stripe-lists.js';
import type { StripeRequestExecutor } from './stripe-request-executor.js';
import { toRefund } from './to-refunds-and-disputes.js';

/**
 * Looks for an existing refund of the request first: Stripe deletes idempotency keys after a day, so
 * the key alone does not prevent a second refund when a request is repeated later.
 */
export async function createRefund(
  stripe: Stripe,
  executor: StripeRequestExecutor,
  request: RefundRequest,
): Promise<RefundOutcome> {
  const { paymentIntentId, amountMinor, orderId, requestId, idempotencyKey } = request;
  const query = { payment_intent: paymentIntentId, limit: MAX_PAGE_SIZE };
  const parameters: Stripe.RefundCreateParams = {
    payment_intent: paymentIntentId,
    amount: amountMinor,
    reason: 'requested_by_customer',
    metadata: { order_id: orderId, refund_request: requestId },
  };
  try {
    const listed = await executor.execute((options) => stripe.refunds.list(query, options));
    const data = expectListOf(paymentIntentId, listed);
    const existing = data.find(({ metadata }) => metadata?.['refund_request'] === requestId);
    if (existing) return toRefund(existing);
    if (!request.allowCreate) return 'not_created';
    const refund = await executor.execute((options) =>
      stripe.refunds.create(parameters, { ...options, idempotencyKey }),
    );
    return toRefund(expectRefund(refund, { paymentIntentId, requestId, amountMinor }));
  } catch (error) {
    if (isRefusal(error)) return { refused: error.message };
    if (isIdempotentReplay(error)) return 'idempotency_key_exhausted';
    throw toProblem(error);
  }
}
