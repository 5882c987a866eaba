import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { fromSqlTime } from '../../database/sql.js';

export interface Withdrawal {
  orderId: string;
  /** As the consumer wrote it. */
  name: string;
  email: string;
  receivedAt: Date;
  /** When a person has dismissed it, or a full refund of what was not sent. */
  closedAt: Date | null;
}

interface StoredWithdrawal extends Pick<Withdrawal, 'orderId' | 'name' | 'email'> {
  receivedAt: string;
  closedAt: string | null;
}

const FIND = `SELECT "orderId", "name", "email", "receivedAt", "closedAt" FROM "Withdrawal"
  WHERE "orderId" = ?`;

@Injectable()
export class WithdrawalQueries {
  constructor(private readonly database: DatabaseService) {}

  async find(orderId: string): Promise<Withdrawal | null> {
    const [row] = await this.database.sql.all<StoredWithdrawal>(FIND, orderId);
    if (!row) return null;
    const { receivedAt, closedAt, ...rest } = row;
    const closed = closedAt === null ? null : fromSqlTime(closedAt);
    return { ...rest, receivedAt: fromSqlTime(receivedAt), closedAt: closed };
  }

  /** When an open one was received. Null if there is none, or a person has dismissed it. */
  async openSince(orderId: string): Promise<Date | null> {
    const withdrawal = await this.find(orderId);
    return withdrawal?.closedAt === null ? withdrawal.receivedAt : null;
  }

  /** When the open ones of these orders were received, by the order's id. */
  async allOpenSince(orderIds: readonly string[]): Promise<Map<string, Date>> {
    const open = await this.database.reader.withdrawal.findMany({
      where: { orderId: { in: [...orderIds] }, closedAt: null },
      select: { orderId: true, receivedAt: true },
    });
    return new Map(open.map(({ orderId, receivedAt }) => [orderId, receivedAt]));
  }
}
