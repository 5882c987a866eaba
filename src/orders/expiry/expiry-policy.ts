import { isOpen } from '../domain/order-state.js';
import type { Payment } from '../../payments/payment.js';
import type { Order, PaymentSyncStatus } from '../domain/order.js';

/** In multiples of ORDER_EXPIRES_SECONDS. Infinity: the order does not expire. */
const EXPIRY_MULTIPLIERS: Record<PaymentSyncStatus, number> = {
  synced: 1,
  requires_action: 2,
  stripe_unavailable: Infinity,
  other_account: Infinity,
  not_persisted: Infinity,
};

/** How long it may be unpaid. Infinity: it does not expire. */
function patienceWith(
  { state }: Pick<Order, 'state'>,
  syncStatus: PaymentSyncStatus,
  expiresAfterMs: number,
): number {
  if (!isOpen(state) || state === 'processing') return Infinity;
  return expiresAfterMs * EXPIRY_MULTIPLIERS[syncStatus];
}

/** Unpaid for longer than it may be, and not processing. */
export function isOverdue(
  order: Pick<Order, 'state'>,
  syncStatus: PaymentSyncStatus,
  waitedMs: number,
  expiresAfterMs: number,
): boolean {
  return waitedMs > patienceWith(order, syncStatus, expiresAfterMs);
}

/**
 * Until when the order keeps its reserved copies, by Stripe's clock, if its shopper changes nothing. Null if
 * it has reserved none, or does not expire.
 */
export function reservedUntil(
  order: Pick<Order, 'state' | 'lines'>,
  { createdAt, requiresAction }: Pick<Payment, 'createdAt' | 'requiresAction'>,
  expiresAfterMs: number,
): Date | null {
  if (order.lines.every(({ reserved }) => reserved === 0)) return null;
  const syncStatus = requiresAction ? 'requires_action' : 'synced';
  const patience = patienceWith(order, syncStatus, expiresAfterMs);
  return patience === Infinity ? null : new Date(createdAt.getTime() + patience);
}
