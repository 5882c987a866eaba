import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

/** One refund that was asked for. */
export interface KeptRefund {
  id: string;
  amountMinor: number;
  isWhole: boolean;
  attempt: number;
}

const KEPT = { id: true, amountMinor: true, isWhole: true, attempt: true } as const;

@Injectable()
export class RefundRepository {
  constructor(private readonly database: Database) {}

  /** The one whose answer has not come. */
  findOpen(orderId: string): Promise<KeptRefund | null> {
    return this.database.reader.refundRequest.findUnique({
      where: { openKey: orderId },
      select: KEPT,
    });
  }

  /** This one, saved; or the one that somebody else has begun meanwhile. */
  begin(orderId: string, wanted: Omit<KeptRefund, 'attempt'>): Promise<KeptRefund> {
    return this.database.write(async (tx) => {
      const open = await tx.refundRequest.findUnique({
        where: { openKey: orderId },
        select: KEPT,
      });
      if (open) return open;
      const data = { ...wanted, orderId, openKey: orderId };
      return tx.refundRequest.create({ data, select: KEPT });
    });
  }

  async close(id: string, answer: { refundId: string } | { refusal: string }): Promise<void> {
    await this.database.write((tx) =>
      tx.refundRequest.updateMany({
        where: { id, openKey: { not: null } },
        data: { ...answer, openKey: null },
      }),
    );
  }

  async spendKey(id: string, attempt: number): Promise<void> {
    await this.database.write((tx) =>
      tx.refundRequest.updateMany({ where: { id, attempt }, data: { attempt: attempt + 1 } }),
    );
  }
}
