import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/guarantees.md'), 'utf8');

/** `spec.ts`: words of a title. */
const NAMED = /\| `([\w.-]+\.ts)`: (.*?) +\|/g;

const specs = new Map(
  ['src', 'test', 'sandbox/src', 'sandbox/test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('spec.ts'))
      .map((file) => [path.basename(file), path.join(root, folder, file)] as const),
  ),
);

const promises = [...page.matchAll(NAMED)].map(([, spec = '', title = '']) => ({ spec, title }));

describe('docs/guarantees.md', () => {
  it('has a test for every promise', () => {
    const rows = page
      .slice(0, page.indexOf('## Not done'))
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (---|Promise)/.test(line));

    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => !row.match(NAMED))).toEqual([]);
  });

  it.each(promises)('names a test that is there: $spec, $title', ({ spec, title }) => {
    const file = specs.get(spec);

    expect(file).toBeDefined();
    expect(readFileSync(file ?? '', 'utf8')).toContain(title);
  });
});
