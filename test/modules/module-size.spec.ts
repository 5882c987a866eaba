import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const SRC = path.resolve(import.meta.dirname, '../../src');
const MOST = 12;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.module.ts'),
);

describe('a module', () => {
  it.each(files)(`has at most ${MOST} providers: %s`, async (file) => {
    const exported = (await import(pathToFileURL(path.join(SRC, file)).href)) as object;
    const modules = (Object.values(exported) as unknown[]).filter(
      (each) => typeof each === 'function',
    );

    expect(modules.length).toBeGreaterThan(0);
    for (const each of modules) {
      const providers = (Reflect.getMetadata('providers', each) ?? []) as unknown[];
      expect(providers.length).toBeLessThanOrEqual(MOST);
    }
  });
});
