import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/guarantees.md'), 'utf8');

/** `spec.ts`: words of a title. */
const NAMED = /^ {2}- `([\w.-]+\.ts)`: (.+)$/gm;

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
    const items = page.slice(0, page.indexOf('## Not done')).split(/^- /m).slice(1);

    expect(items.length).toBeGreaterThan(50);
    expect(items.filter((item) => !item.match(NAMED))).toEqual([]);
  });

  it.each(promises)('names a test that is there: $spec, $title', ({ spec, title }) => {
    const file = specs.get(spec);

    expect(file).toBeDefined();
    expect(readFileSync(file ?? '', 'utf8')).toContain(title);
  });
});
