import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import type { NumberRange } from '../../orders/order.queries.js';
import type { DiscrepancyValues } from './compare-money.js';
import type { DiscrepancyKind } from './discrepancy-kind.js';

export interface Subject {
  kind: DiscrepancyKind;
  /** The id of an order or of a PaymentIntent. */
  subjectId: string;
  orderId: string | null;
}

export interface UnmatchedPayment {
  id: number;
  paymentIntentId: string;
}

const OPEN = { resolvedAt: null, dismissedAt: null, dismissedBy: null };

@Injectable()
export class DiscrepancyRepository {
  constructor(private readonly database: DatabaseService) {}

  /** Keeps one row per subject. True if it is new, or was dismissed and a value has changed. */
  open(subject: Subject, values: DiscrepancyValues): Promise<boolean> {
    const { kind, subjectId } = subject;
    const where = { kind_subjectId: { kind, subjectId } };
    return this.database.write(async (tx) => {
      const found = await tx.discrepancy.findUnique({ where });
      const isNew = found?.resolvedAt !== null || hasChangedSince(found, values);
      const reopened = isNew ? { foundAt: new Date(), ...OPEN } : {};
      await tx.discrepancy.upsert({
        where,
        create: { ...subject, ...values },
        update: { ...values, ...reopened },
      });
      return isNew;
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

  /** Includes dismissed ones. */
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

  /** The ids of orders with a discrepancy that is neither resolved nor dismissed. */
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
