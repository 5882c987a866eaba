import { isOpen } from './order-state.js';
import type { Order, Standing } from './order.js';

/** How often an order's patience is waited for: one whose bank is asking has it twice. */
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
