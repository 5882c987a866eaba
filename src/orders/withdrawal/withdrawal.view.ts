import { toUnicodeEmail } from '../../common/email-address.js';
import { toTimeView } from '../../common/format-time.js';
import type { WithdrawalInput } from './withdrawal.input.js';
import type { WithdrawalState } from './withdrawal.service.js';

/** The view of views/orders/withdraw.hbs. `entered`: what is to be confirmed. */
export function toWithdrawalView(
  { order, received }: WithdrawalState,
  entered: WithdrawalInput | null = null,
) {
  return {
    number: String(order.number),
    orderHref: `/orders/${order.token}`,
    titles: order.lines.map(({ title, quantity }) => ({ title, quantity })),
    action: `/orders/${order.token}/withdraw`,
    email: order.email && toUnicodeEmail(order.email),
    entered: entered && { ...entered, shownEmail: toUnicodeEmail(entered.email) },
    received: received && receivedView(received),
  };
}

/** Of the part of the order's page. Null if there is nothing to say. */
export function toOrderWithdrawal({ order, received, canWithdraw }: WithdrawalState) {
  if (!received && !canWithdraw) return null;
  return {
    href: `/orders/${order.token}/withdraw`,
    received: received && receivedView(received),
  };
}

function receivedView({ receivedAt, name }: { receivedAt: Date; name: string }) {
  return { time: toTimeView(receivedAt), name };
}
