import type Stripe from 'stripe';
import type { RefundOutcome, RefundRequest } from '../payment-gateway.js';
import { isIdempotentReplay, isRefundRefusal, toProblem } from './stripe-errors.js';
import type { StripeRequestExecutor } from './stripe-request-executor.js';
import { toRefund } from './to-refunds-and-disputes.js';

/** Stripe's largest page. No book is refunded in more parts. */
const MAX_REFUNDS = 100;

/**
 * Stripe forgets an idempotency key after a day or more, and a refund never: what this request made
 * before is looked for first, so that it is made once however late it is asked for again.
 */
export async function createRefund(
  stripe: Stripe,
  line: StripeRequestExecutor,
  request: RefundRequest,
): Promise<RefundOutcome> {
  const { paymentIntentId, amountMinor, orderId, requestId, idempotencyKey } = request;
  const which = { payment_intent: paymentIntentId, limit: MAX_REFUNDS };
  const parameters: Stripe.RefundCreateParams = {
    payment_intent: paymentIntentId,
    amount: amountMinor,
    reason: 'requested_by_customer',
    metadata: { order_id: orderId, refund_request: requestId },
  };
  try {
    const { data } = await line.execute((options) => stripe.refunds.list(which, options));
    const made = data.find(({ metadata }) => metadata?.['refund_request'] === requestId);
    if (made) return toRefund(made);
    if (!request.allowCreate) return 'not_created';
    const refund = await line.execute((options) =>
      stripe.refunds.create(parameters, { ...options, idempotencyKey }),
    );
    return toRefund(refund);
  } catch (error) {
    if (isRefundRefusal(error)) return { refused: error.message };
    if (isIdempotentReplay(error)) return 'idempotency_key_exhausted';
    throw toProblem(error);
  }
}
