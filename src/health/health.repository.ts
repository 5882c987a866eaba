import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { APPLIED_MIGRATIONS, migrationsIn } from '../database/migrations.js';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

@Injectable()
export class HealthRepository {
  constructor(private readonly database: DatabaseService) {}

  /** Commits to disk, which fails if the disk is full. */
  tryToWrite(): Promise<void> {
    return this.database.tryToWrite();
  }

  areFilesInPlace(): boolean {
    return this.database.fileProblem() === null;
  }

  /** Migrations of this version that are not applied. */
  async missingMigrations(): Promise<string[]> {
    const { reader } = this.database;
    const rows = await reader.$queryRawUnsafe<{ migration_name: string }[]>(APPLIED_MIGRATIONS);
    const applied = new Set(rows.map((row) => row.migration_name));
    return migrationsIn(MIGRATIONS).filter((name) => !applied.has(name));
  }
}
