import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import type { RefundRequest } from '../../database/generated/client.js';

export type PendingRefund = Pick<RefundRequest, keyof typeof COLUMNS>;

const COLUMNS = { id: true, amountMinor: true, isFull: true, attempt: true } as const;

@Injectable()
export class RefundRepository {
  constructor(private readonly database: DatabaseService) {}

  /** The request without an answer from Stripe. */
  findPending(orderId: string): Promise<PendingRefund | null> {
    return this.database.reader.refundRequest.findUnique({
      where: { activeRequestKey: orderId },
      select: COLUMNS,
    });
  }

  /** Creates the request, unless another one is pending. */
  findPendingOrCreate(
    orderId: string,
    wanted: Omit<PendingRefund, 'attempt'>,
  ): Promise<PendingRefund> {
    return this.database.write(async (tx) => {
      const pending = await tx.refundRequest.findUnique({
        where: { activeRequestKey: orderId },
        select: COLUMNS,
      });
      if (pending) return pending;
      const data = { ...wanted, orderId, activeRequestKey: orderId };
      return tx.refundRequest.create({ data, select: COLUMNS });
    });
  }

  async close(id: string, answer: { refundId: string } | { refusalReason: string }): Promise<void> {
    await this.database.write((tx) =>
      tx.refundRequest.updateMany({
        where: { id, activeRequestKey: { not: null } },
        data: { ...answer, activeRequestKey: null },
      }),
    );
  }

  async rotateKey(id: string, attempt: number): Promise<void> {
    await this.database.write((tx) =>
      tx.refundRequest.updateMany({ where: { id, attempt }, data: { attempt: attempt + 1 } }),
    );
  }
}
