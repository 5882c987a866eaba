import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { useSchemaEngine } from './scripts/schema-engine/choose.js';
import { loadDatabasePath } from './src/config/load-env.js';

useSchemaEngine();

export default defineConfig({
  schema: path.join('prisma', 'schema.prisma'),
  migrations: { path: path.join('prisma', 'migrations'), seed: 'node --import tsx prisma/seed.ts' },
  datasource: { url: `file:${loadDatabasePath(import.meta.dirname)}` },
});
