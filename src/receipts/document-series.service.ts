import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { DOCUMENT_KINDS, seriesAfterRestore } from './domain/document-number.js';

@Injectable()
export class DocumentSeriesService {
  constructor(private readonly database: DatabaseService) {}

  /**
   * In a restored database: begins a series for each kind of document. The numbers that were given after the backup are
   * unknown to it, and shoppers have documents with them.
   */
  async beginAfterRestore(at: Date): Promise<void> {
    const series = seriesAfterRestore(at);
    await this.database.write(async (tx) => {
      for (const kind of DOCUMENT_KINDS) {
        const found = await tx.documentSeries.findUnique({ where: { kind } });
        if (found?.series === series) continue;
        const begun = { series, lastNumber: 0 };
        await tx.documentSeries.upsert({
          where: { kind },
          create: { kind, ...begun },
          update: begun,
        });
      }
    });
  }
}
