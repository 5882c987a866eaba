import type Stripe from 'stripe';
import type { RefundOutcome, RefundRequest } from '../payment-gateway.js';
import type { StripeLine } from './stripe-line.js';
import { isRefusedRefund, isReplayed, toProblem } from './stripe-error.js';
import { toRefund } from './to-after-sale.js';

/** Stripe's largest page. No book is refunded in more parts. */
const MOST_REFUNDS = 100;

/**
 * Stripe forgets an idempotency key after a day or more, and a refund never: what this request made
 * before is looked for first, so that it is made once however late it is asked for again.
 */
export async function makeRefund(
  stripe: Stripe,
  line: StripeLine,
  request: RefundRequest,
): Promise<RefundOutcome> {
  const { paymentIntentId, amountMinor, orderId, requestId, idempotencyKey } = request;
  const which = { payment_intent: paymentIntentId, limit: MOST_REFUNDS };
  const parameters: Stripe.RefundCreateParams = {
    payment_intent: paymentIntentId,
    amount: amountMinor,
    reason: 'requested_by_customer',
    metadata: { order_id: orderId, refund_request: requestId },
  };
  try {
    const { data } = await line.ask((options) => stripe.refunds.list(which, options));
    const made = data.find(({ metadata }) => metadata?.['refund_request'] === requestId);
    if (made) return toRefund(made);
    if (!request.mayMake) return 'not-made';
    const refund = await line.ask((options) =>
      stripe.refunds.create(parameters, { ...options, idempotencyKey }),
    );
    return toRefund(refund);
  } catch (error) {
    if (isRefusedRefund(error)) return { refused: error.message };
    if (isReplayed(error)) return 'key-spent';
    throw toProblem(error);
  }
}
