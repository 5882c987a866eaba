import type { DatabaseService } from '../../database/database.service.js';
import { findSentSince } from '../../fulfilment/sent-copies.repository.js';

const MAX_LISTED = 1_000;
const EVER = new Date(0);

/** One that waits for a person. */
export interface OpenWithdrawal {
  orderNumber: number;
  name: string;
  receivedAt: Date;
  /** Something of the order has left the shop. */
  wasSent: boolean;
}

/** Oldest first. `of`: of this order alone. */
export async function openWithdrawals(
  { reader, sql }: DatabaseService,
  of: { orderId?: string } = {},
): Promise<OpenWithdrawal[]> {
  const rows = await reader.withdrawal.findMany({
    where: { ...of, closedAt: null },
    orderBy: { receivedAt: 'asc' },
    take: MAX_LISTED,
    select: { orderId: true, name: true, receivedAt: true, order: { select: { number: true } } },
  });
  const ids = rows.map(({ orderId }) => orderId);
  const sent = new Set(await findSentSince(sql, ids, EVER));
  return rows.map(({ orderId, order: { number: orderNumber }, name, receivedAt }) => ({
    orderNumber,
    name,
    receivedAt,
    wasSent: sent.has(orderId),
  }));
}
