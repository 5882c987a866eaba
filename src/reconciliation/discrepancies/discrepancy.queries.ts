import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import type { Discrepancy } from '../../database/generated/client.js';

export type OpenDiscrepancy = Discrepancy;

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
