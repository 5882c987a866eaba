import { Injectable } from '@nestjs/common';
import { DatabaseService } from './database.service.js';
import { fromSqlTime, type Sql } from './sql.js';

/** Within its caller's transaction. */
export async function readCheckpoint(sql: Sql, name: string): Promise<Date | null> {
  const [row] = await sql.all<{ at: string }>(
    'SELECT "at" FROM "Checkpoint" WHERE "name" = ?',
    name,
  );
  return row ? fromSqlTime(row.at) : null;
}

/** How far recurring jobs have read, by name. */
@Injectable()
export class CheckpointRepository {
  constructor(private readonly database: DatabaseService) {}

  read(name: string): Promise<Date | null> {
    return readCheckpoint(this.database.sql, name);
  }

  async advance(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.checkpoint.upsert({ where: { name }, create: { name, at }, update: { at } }),
    );
  }

  /** Sets the checkpoint unless it is earlier already. */
  async moveBack(name: string, at: Date): Promise<void> {
    await this.database.write(async (tx) => {
      const found = await tx.checkpoint.findUnique({ where: { name } });
      if (found && found.at < at) return;
      await tx.checkpoint.upsert({ where: { name }, create: { name, at }, update: { at } });
    });
  }

  /** Removes the checkpoint unless it has been moved back to before `at`. */
  async remove(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.checkpoint.deleteMany({ where: { name, at: { gte: at } } }),
    );
  }
}
