import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';

export interface OpenDiscrepancy {
  kind: string;
  /** An order's id, or a payment's `pi_…`. */
  subjectId: string;
  orderId: string | null;
  shopValue: string;
  stripeValue: string;
  foundAt: Date;
}

/** The queries of discrepancies that other features may use. */
@Injectable()
export class DiscrepancyQueries {
  constructor(private readonly database: DatabaseService) {}

  /** Neither resolved nor dismissed, oldest first. */
  open(): Promise<OpenDiscrepancy[]> {
    return this.database.reader.discrepancy.findMany({
      where: { resolvedAt: null, dismissedAt: null },
      orderBy: { id: 'asc' },
    });
  }
}
