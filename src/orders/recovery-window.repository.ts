import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

/** Kept while a recovery is under way, or was cut short. */
const NAME = 'recover-since';

@Injectable()
export class RecoveryWindowRepository {
  constructor(private readonly database: Database) {}

  /** From when on the recovery asks that was begun and did not end. */
  async begunFrom(): Promise<Date | null> {
    const row = await this.database.reader.milestone.findUnique({ where: { name: NAME } });
    return row?.at ?? null;
  }

  /** Of several, the earliest counts. */
  async begin(since: Date): Promise<void> {
    await this.database.write(async (tx) => {
      const begun = await tx.milestone.findUnique({ where: { name: NAME } });
      const at = begun && begun.at < since ? begun.at : since;
      await tx.milestone.upsert({
        where: { name: NAME },
        create: { name: NAME, at },
        update: { at },
      });
    });
  }

  /** One that was to ask from earlier on has still to be done. */
  async end(since: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.milestone.deleteMany({ where: { name: NAME, at: { gte: since } } }),
    );
  }

  /**
   * Where our records end: by Stripe's clock, where an event of Stripe's tells, for this machine's may
   * have been wrong. What a recovery wrote is no news. Null in a shop that never had an order.
   */
  async endOfRecords(): Promise<Date | null> {
    const { order, timelineEntry, webhookEvent } = this.database.reader;
    if ((await order.count()) === 0) return null;
    const event = await webhookEvent.aggregate({ _max: { createdAt: true } });
    if (event._max.createdAt) return event._max.createdAt;
    const entry = await timelineEntry.aggregate({
      where: { source: { not: 'restore' }, at: { lte: new Date() } },
      _max: { at: true },
    });
    return entry._max.at;
  }
}
