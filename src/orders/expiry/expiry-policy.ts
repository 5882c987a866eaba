import { isOpen } from '../domain/order-state.js';
import type { Order, PaymentSyncStatus } from '../domain/order.js';

/**
 * How many times ORDER_EXPIRES_SECONDS an order waits, by what is known of it; Infinity: it is not
 * given up.
 */
const EXPIRY_MULTIPLIERS: Record<PaymentSyncStatus, number> = {
  synced: 1,
  requires_action: 2,
  stripe_unavailable: Infinity,
  other_account: Infinity,
  not_persisted: Infinity,
};

/** Nobody has paid it for too long, and the bank is not deciding. */
export function isOverdue(
  { state }: Pick<Order, 'state'>,
  syncStatus: PaymentSyncStatus,
  waitedMs: number,
  expiresAfterMs: number,
): boolean {
  if (!isOpen(state) || state === 'processing') return false;
  return waitedMs > expiresAfterMs * EXPIRY_MULTIPLIERS[syncStatus];
}
