import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import type { NumberRange } from '../../orders/order.queries.js';
import type { DiscrepancyKind } from './discrepancy-kind.js';

export interface Subject {
  kind: DiscrepancyKind;
  /** The order's id, or one of Stripe's. */
  subjectId: string;
  orderId: string | null;
}

export interface DiscrepancyValues {
  shopValue: string;
  stripeValue: string;
}

export interface UnmatchedPayment {
  id: number;
  paymentIntentId: string;
}

const OPEN = { resolvedAt: null, dismissedAt: null, dismissedBy: null };

@Injectable()
export class DiscrepancyRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * True when this is news: one row for each subject, however often it is found. What a person has
   * dismissed is none until either side says something else.
   */
  open(subject: Subject, values: DiscrepancyValues): Promise<boolean> {
    const { kind, subjectId } = subject;
    const where = { kind_subjectId: { kind, subjectId } };
    return this.database.write(async (tx) => {
      const found = await tx.discrepancy.findUnique({ where });
      const isNews = found?.resolvedAt !== null || hasChangedSince(found, values);
      const again = isNews ? { foundAt: new Date(), ...OPEN } : {};
      await tx.discrepancy.upsert({
        where,
        create: { ...subject, ...values },
        update: { ...values, ...again },
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

  exists({ kind, subjectId }: Subject): Promise<boolean> {
    const where = { kind, subjectId };
    return this.database.reader.discrepancy.count({ where }).then((count) => count > 0);
  }

  /** Payments of no order about which the last word has not been said, also dismissed ones. */
  async unresolvedPayments(
    ids: NumberRange = { gt: 0 },
    take?: number,
  ): Promise<UnmatchedPayment[]> {
    const rows = await this.database.reader.discrepancy.findMany({
      where: { kind: 'payment_of_no_order', resolvedAt: null, id: ids },
      orderBy: { id: 'asc' },
      ...(take === undefined ? {} : { take }),
    });
    return rows.map(({ id, subjectId }) => ({ id, paymentIntentId: subjectId }));
  }

  /** Orders that something open and not dismissed is about. */
  async ordersWithDiscrepancies(): Promise<string[]> {
    const rows = await this.database.reader.discrepancy.findMany({
      where: { resolvedAt: null, dismissedAt: null, orderId: { not: null } },
      select: { orderId: true },
    });
    return rows.flatMap(({ orderId }) => orderId ?? []);
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

function hasChangedSince(
  { dismissedAt, shopValue, stripeValue }: DiscrepancyValues & { dismissedAt: Date | null },
  now: DiscrepancyValues,
): boolean {
  return dismissedAt !== null && (shopValue !== now.shopValue || stripeValue !== now.stripeValue);
}
