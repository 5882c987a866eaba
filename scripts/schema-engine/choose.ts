import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Prisma downloads its native schema engine during installation. If its server cannot be reached, the same
 * engine compiled to WebAssembly, a package of npm, is used. Not on Windows, where a script cannot replace
 * an executable.
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
