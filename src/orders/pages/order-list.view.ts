import { toTimeView } from '../../common/format-time.js';
import type { TextKey } from '../../texts/languages.js';
import { Texts } from '../../texts/texts.js';
import type { OrderState } from '../domain/order-state.js';
import type { Order } from '../domain/order.js';
import { amountView } from './order-amount.js';

const STATES: Record<OrderState, TextKey> = {
  pending: 'orders.list.states.pending',
  processing: 'orders.list.states.processing',
  declined: 'orders.list.states.declined',
  paid: 'orders.list.states.paid',
  partially_refunded: 'orders.list.states.partially_refunded',
  refunded: 'orders.list.states.refunded',
  disputed: 'orders.list.states.disputed',
  needs_review: 'orders.list.states.needs_review',
  superseded: 'orders.list.states.superseded',
  canceled: 'orders.list.states.canceled',
  expired: 'orders.list.states.expired',
};

/** The view of views/orders/index.hbs. `haveLinksBeenSent`: the form on it was just posted. */
export function toOrderListView(orders: readonly Order[], haveLinksBeenSent: boolean) {
  return { orders: orders.map(toRow), haveLinksBeenSent };
}

function toRow(order: Order) {
  const { label, amount } = amountView(order, 'synced');
  const state = Texts.t(STATES[order.state]);
  return {
    href: `/orders/${order.token}`,
    number: String(order.number),
    placed: toTimeView(order.placedAt),
    /** Null where the label of the amount says the same. */
    state: state === label ? null : state,
    label,
    amount,
  };
}
