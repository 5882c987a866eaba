import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { deriveSchema } from './prisma/postgresql/derive-schema.js';
import { useSchemaEngine } from './scripts/schema-engine/choose.js';
import { loadDatabaseLocation } from './src/config/load-env.js';

useSchemaEngine();

const database = loadDatabaseLocation(import.meta.dirname);

export default defineConfig({
  ...(database.kind === 'sqlite' ? sqlite(database.path) : postgresql(database.url)),
  experimental: { externalTables: true },
});

function sqlite(file: string) {
  return {
    schema: path.join('prisma', 'schema.prisma'),
    migrations: migrationsIn('prisma'),
    // In the migrations only: Prisma does not know virtual tables, and one that the other database does not have.
    tables: { external: [...fullTextTables('BookSearch', 'SubjectSearch'), 'CatalogVersion'] },
    datasource: { url: `file:${file}` },
  };
}

function postgresql(url: string) {
  return {
    schema: deriveSchema(),
    migrations: migrationsIn('prisma', 'postgresql'),
    tables: {
      external: ['BookSearch', 'CatalogChange', 'Payer', 'RateLimit'].map(
        (name) => `public.${name}`,
      ),
    },
    datasource: { url },
  };
}

function migrationsIn(...folders: string[]) {
  return { path: path.join(...folders, 'migrations'), seed: 'node --import tsx prisma/seed.ts' };
}

/** With the tables that SQLite keeps for each of them. */
function fullTextTables(...names: string[]): string[] {
  const endings = ['', '_config', '_content', '_data', '_docsize', '_idx'];
  return names.flatMap((name) => endings.map((ending) => name + ending));
}
