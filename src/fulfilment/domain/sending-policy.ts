import { isClosedUnpaid, isOpen, type OrderState } from '../../orders/domain/order-state.js';

/** An order, whether Stripe has yet to answer a refund of it, and when the shopper withdrew from the contract, if so. */
export interface OrderToSend {
  number: number;
  state: OrderState;
  isRefundPending: boolean;
  withdrawnAt: Date | null;
}

/**
 * Why nothing of the order is packed or sent, as a sentence with what to do about it; null if it may be.
 * `anyway`: a person has seen that the order is disputed, partially refunded or withdrawn from.
 */
export function sendingRefusalReason(order: OrderToSend, anyway: boolean): string | null {
  const { number, state, isRefundPending, withdrawnAt } = order;
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
  const cautions = [
    ...(withdrawnAt ? [`Order ${number}: ${withdrawnText(withdrawnAt)}.`] : []),
    ...(why === undefined ? [] : [`Order ${number} ${why}`]),
  ];
  return cautions.length > 0 ? `${cautions.join(' ')} To go on all the same, add --anyway.` : null;
}

/** What happened, and what to do about it. */
export function withdrawnText(withdrawnAt: Date): string {
  const day = withdrawnAt.toISOString().slice(0, 10);
  return `the shopper withdrew from the contract on ${day}. What to do: npm run orders -- review`;
}

const CAUTIONS: Partial<Record<OrderState, string>> = {
  disputed: 'is disputed: the bank may take its money back, or has done so.',
  partially_refunded:
    'is partially refunded. What is not to be sent: npm run orders -- restock, or leave it out with --line SLUG=COUNT.',
};
