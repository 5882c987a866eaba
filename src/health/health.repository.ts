import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { APPLIED_MIGRATIONS, compareMigrations } from '../database/migrations.js';

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
    const { kind, reader } = this.database;
    const rows = await reader.$queryRawUnsafe<{ migration_name: string }[]>(APPLIED_MIGRATIONS);
    const applied = rows.map((row) => row.migration_name);
    return compareMigrations(kind, applied).missing;
  }
}
