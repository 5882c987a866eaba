import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '../schema.prisma');
const DERIVED = path.join(import.meta.dirname, 'schema.prisma');

const REPLACED = [
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['"../src/database/generated"', '"../../src/database/postgresql/generated"'],
] as const;

/**
 * Writes the schema for PostgreSQL beside this file: `prisma/schema.prisma` with two lines replaced, because Prisma takes
 * one provider per schema. Returns its path.
 */
export function deriveSchema(): string {
  const derived = REPLACED.reduce(
    (text, [sqlite, postgresql]) => text.replace(sqlite, postgresql),
    `// Derived from prisma/schema.prisma.\n${readFileSync(SOURCE, 'utf8')}`,
  );
  if (!existsSync(DERIVED) || readFileSync(DERIVED, 'utf8') !== derived)
    writeFileSync(DERIVED, derived);
  return DERIVED;
}
