import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { toSqlTime } from '../database/sql.js';
import type { Address } from '../pricing/delivery.js';
import type { DeliveryDraft } from './domain/draft.js';

interface Stored {
  destination: string;
  method: string;
  address: string | null;
}

const FIND = `SELECT "destination", "method", "address" FROM "DeliveryDraft" WHERE "shopperId" = ?`;

const SAVE = `INSERT INTO "DeliveryDraft" ("shopperId", "destination", "method", "address", "updatedAt")
  VALUES (?, ?, ?, ?, ?) ON CONFLICT ("shopperId") DO UPDATE SET
    "destination" = excluded."destination", "method" = excluded."method",
    "address" = excluded."address", "updatedAt" = excluded."updatedAt"`;

@Injectable()
export class DeliveryDraftRepository {
  constructor(private readonly database: DatabaseService) {}

  async find(shopperId: string): Promise<DeliveryDraft | null> {
    const [row] = await this.database.sql.all<Stored>(FIND, shopperId);
    if (!row) return null;
    return { ...row, address: row.address === null ? null : (JSON.parse(row.address) as Address) };
  }

  async save(shopperId: string, { destination, method, address }: DeliveryDraft): Promise<void> {
    const stored = address && JSON.stringify(address);
    const now = toSqlTime(new Date());
    await this.database.writeSql(
      (sql) => sql.run(SAVE, shopperId, destination, method, stored, now),
      shopperId,
    );
  }

  /** Resolves to how many were deleted. */
  async deleteOlderThan(time: Date): Promise<number> {
    const { count } = await this.database.write((tx) =>
      tx.deliveryDraft.deleteMany({ where: { updatedAt: { lt: time } } }),
    );
    return count;
  }
}
