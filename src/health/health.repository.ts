import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

@Injectable()
export class HealthRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Commits, all the way to the disk: a full one is met there and not before. SQLite skips a row
   * that does not change, but writes its header whatever the number, which means nothing to us.
   */
  async tryToWrite(): Promise<void> {
    await this.database.write((tx) => tx.$executeRaw`PRAGMA user_version = 1`);
  }

  /** Those of the folder that came with this version which the database has not had. */
  async missingMigrations(): Promise<string[]> {
    const entries = await readdir(MIGRATIONS, { withFileTypes: true });
    const applied = await this.database.reader.$queryRaw<{ name: string }[]>`
      SELECT "migration_name" AS "name" FROM "_prisma_migrations"
      WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`;
    const names = new Set(applied.map(({ name }) => name));
    return entries
      .filter((entry) => entry.isDirectory() && !names.has(entry.name))
      .map(({ name }) => name);
  }
}
