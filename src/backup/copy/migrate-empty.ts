import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ClientBase } from 'pg';
import { type Migration, readMigrations } from '../../database/migrations.js';

// As Prisma makes them, so that its commands go on from there.
const IN_SQLITE = `CREATE TABLE "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;
const IN_POSTGRESQL = `CREATE TABLE "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const RECORD = `INSERT INTO "_prisma_migrations"
  ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")`;

/**
 * Applies the migrations of this version to an empty database. `bornAt`: since when the shop has been there, which the
 * first start of a migration says.
 */
export function migrateSqlite(database: Database, bornAt: Date): void {
  database.exec(IN_SQLITE);
  const record = database.prepare(`${RECORD} VALUES (?, ?, ?, ?, ?, 1)`);
  for (const { sql, ...migration } of readMigrations('sqlite')) {
    database.exec(sql);
    // Milliseconds, as Prisma’s own engine has them.
    record.run(...identity(migration), bornAt.getTime(), Date.now());
  }
}

/** As `migrateSqlite`, in the schema that comes first. */
export async function migratePostgresql(client: ClientBase, bornAt: Date): Promise<void> {
  await client.query(IN_POSTGRESQL);
  for (const { sql, ...migration } of readMigrations('postgresql')) {
    await client.query(sql);
    const values = [...identity(migration), bornAt, new Date()];
    await client.query(`${RECORD} VALUES ($1, $2, $3, $4, $5, 1)`, values);
  }
}

const identity = ({ checksum, name }: Omit<Migration, 'sql'>) => [randomUUID(), checksum, name];
