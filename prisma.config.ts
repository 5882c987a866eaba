import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { useSchemaEngine } from './scripts/schema-engine/choose.js';
import { sqlitePath } from './src/config/database-location.js';
import { loadDatabaseLocation } from './src/config/load-env.js';

useSchemaEngine();

export default defineConfig({
  schema: path.join('prisma', 'schema.prisma'),
  migrations: { path: path.join('prisma', 'migrations'), seed: 'node --import tsx prisma/seed.ts' },
  experimental: { externalTables: true },
  // Full-text indexes are in the migrations only: Prisma does not know virtual tables.
  tables: { external: fullTextTables('BookSearch', 'SubjectSearch') },
  datasource: { url: `file:${sqlitePath(loadDatabaseLocation(import.meta.dirname), 'prisma')}` },
});

/** With the tables that SQLite keeps for each of them. */
function fullTextTables(...names: string[]): string[] {
  const endings = ['', '_config', '_content', '_data', '_docsize', '_idx'];
  return names.flatMap((name) => endings.map((ending) => name + ending));
}
