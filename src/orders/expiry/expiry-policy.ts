import { isOpen } from '../domain/order-state.js';
import type { Order, PaymentSyncStatus } from '../domain/order.js';

/** In multiples of ORDER_EXPIRES_SECONDS. Infinity: the order does not expire. */
const EXPIRY_MULTIPLIERS: Record<PaymentSyncStatus, number> = {
  synced: 1,
  requires_action: 2,
  stripe_unavailable: Infinity,
  other_account: Infinity,
  not_persisted: Infinity,
};

/** Unpaid for longer than it may be, and not processing. */
export function isOverdue(
  { state }: Pick<Order, 'state'>,
  syncStatus: PaymentSyncStatus,
  waitedMs: number,
  expiresAfterMs: number,
): boolean {
  if (!isOpen(state) || state === 'processing') return false;
  return waitedMs > expiresAfterMs * EXPIRY_MULTIPLIERS[syncStatus];
}
