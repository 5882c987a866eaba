import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Prisma downloads its native schema engine when it is installed. Where that did not work (no way to
 * its server), the same engine compiled to WebAssembly, which npm delivers, takes its place. Not on
 * Windows, which cannot run a script in place of a program.
 */
export function useSchemaEngine(): void {
  if (process.platform === 'win32' || hasNativeEngine()) return;
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= path.join(import.meta.dirname, 'main.mjs');
}

function hasNativeEngine(): boolean {
  const manifest = createRequire(import.meta.url).resolve('@prisma/engines/package.json', {
    paths: [createRequire(import.meta.url).resolve('prisma/package.json')],
  });
  return readdirSync(path.dirname(manifest)).some((file) => file.startsWith('schema-engine-'));
}
