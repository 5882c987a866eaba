import { isClosedUnpaid, isOpen, type OrderState } from '../../orders/domain/order-state.js';

/** An order, and whether Stripe has yet to answer a refund of it. */
export interface OrderToSend {
  number: number;
  state: OrderState;
  isRefundPending: boolean;
}

/**
 * Why nothing of the order is packed or sent, as a sentence with what to do about it; null if it may be.
 * `anyway`: a person has seen that the order is disputed or partially refunded.
 */
export function sendingRefusalReason(order: OrderToSend, anyway: boolean): string | null {
  const { number, state, isRefundPending } = order;
  if (isOpen(state))
    return `Order ${number} is not paid. To ask Stripe again: npm run orders -- check ${number}`;
  if (isClosedUnpaid(state)) return `Order ${number} is closed, and was never paid.`;
  if (state === 'needs_review')
    return `Order ${number} is under review. To decide about it: npm run orders -- review`;
  if (state === 'refunded')
    return `Order ${number} is fully refunded. What of it has not left the shop is for sale again.`;
  if (isRefundPending)
    return `A refund of order ${number} has no answer yet. The command that ends it: npm run orders -- review`;
  if (anyway) return null;
  const why = CAUTIONS[state];
  return why === undefined ? null : `Order ${number} ${why} To go on all the same, add --anyway.`;
}

const CAUTIONS: Partial<Record<OrderState, string>> = {
  disputed: 'is disputed: the bank may take its money back, or has done so.',
  partially_refunded:
    'is partially refunded. Leave out what was refunded: --line SLUG=COUNT, or npm run orders -- restock.',
};
