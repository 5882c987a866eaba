import { isOpen } from './order-state.js';
import type { Order, Standing } from './order.js';

/**
 * How many times ORDER_EXPIRES_SECONDS an order waits, by what is known of it; Infinity: it is not
 * given up.
 */
const PERIODS: Record<Standing, number> = {
  known: 1,
  'bank-asks': 2,
  unreachable: Infinity,
  elsewhere: Infinity,
  unwritten: Infinity,
};

/** Nobody has paid it for too long, and the bank is not deciding. */
export function isOverdue(
  { state }: Pick<Order, 'state'>,
  standing: Standing,
  waitedMs: number,
  patienceMs: number,
): boolean {
  if (!isOpen(state) || state === 'processing') return false;
  return waitedMs > patienceMs * PERIODS[standing];
}
