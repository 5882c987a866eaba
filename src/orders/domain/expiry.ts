import { isOpen } from './order-state.js';
import type { Order, Standing } from './order.js';

/** How often an order's patience is waited for: one whose bank is asking has it twice. */
const PERIODS: Record<Standing, number> = {
  known: 1,
  'bank-asks': 2,
  unreachable: Infinity,
  unwritten: Infinity,
  elsewhere: Infinity,
};

/** Nobody has paid it for too long, and the bank is not deciding. */
export function isOverdue(
  { state, placedAt }: Pick<Order, 'state' | 'placedAt'>,
  standing: Standing,
  now: Date,
  patienceMs: number,
): boolean {
  if (!isOpen(state) || state === 'processing') return false;
  return now.getTime() - placedAt.getTime() > patienceMs * PERIODS[standing];
}
