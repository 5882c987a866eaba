import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { MoneyDifference } from './domain/compare-money.js';

export interface Subject {
  kind: MoneyDifference | 'payment_of_no_order';
  /** The order's id, or one of Stripe's. */
  subjectId: string;
  orderId: string | null;
}

export interface Sayings {
  ours: string;
  theirs: string;
}

@Injectable()
export class DiscrepancyRepository {
  constructor(private readonly database: Database) {}

  /** True when this is news: one row for each subject, however often it is found. */
  open(subject: Subject, sayings: Sayings): Promise<boolean> {
    const { kind, subjectId } = subject;
    const where = { kind_subjectId: { kind, subjectId } };
    return this.database.write(async (tx) => {
      const found = await tx.discrepancy.findUnique({ where });
      const isNews = found?.resolvedAt !== null;
      const again = isNews ? { foundAt: new Date(), resolvedAt: null } : {};
      await tx.discrepancy.upsert({
        where,
        create: { ...subject, ...sayings },
        update: { ...sayings, ...again },
      });
      return isNews;
    });
  }

  async isOpen({ kind, subjectId }: Subject): Promise<boolean> {
    const row = await this.database.reader.discrepancy.findFirst({
      where: { kind, subjectId, resolvedAt: null },
    });
    return row !== null;
  }

  /** Of payments that an order has by now. */
  async resolveThoseOfOrders(): Promise<void> {
    const kind = 'payment_of_no_order';
    const { discrepancy, order } = this.database.reader;
    const open = await discrepancy.findMany({ where: { kind, resolvedAt: null } });
    const ids = open.map(({ subjectId }) => subjectId);
    const found = await order.findMany({ where: { paymentIntentId: { in: ids } } });
    for (const { paymentIntentId } of found) {
      await this.resolve({ kind, subjectId: paymentIntentId ?? '', orderId: null });
    }
  }

  async resolve({ kind, subjectId }: Subject): Promise<void> {
    await this.database.write((tx) =>
      tx.discrepancy.updateMany({
        where: { kind, subjectId, resolvedAt: null },
        data: { resolvedAt: new Date() },
      }),
    );
  }
}
