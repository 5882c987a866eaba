import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../../test/support/database.js';
import { importInProcess } from '../../../test/support/import-books.js';
import { root } from '../../../test/support/program.js';
import { FIELDS } from './book-entry.js';

const GUIDE = readFileSync(path.join(root, 'docs/guides/importing-books.md'), 'utf8');

const exampleIn = (format: string) =>
  new RegExp(`\`\`\`${format}\n(.*?)\`\`\``, 's').exec(GUIDE)?.[1] ?? '';

describe('docs/guides/importing-books.md', () => {
  it.each([
    ['csv', 2],
    ['json', 1],
    ['ndjson', 2],
  ])('has an example of %s that can be imported', async (format, books) => {
    await expect(importInProcess(await freshDatabase(), exampleIn(format))).resolves.toMatchObject({
      added: books,
      refused: 0,
      problems: [],
    });
  });

  it('names every field', () => {
    expect(FIELDS.filter((field) => !GUIDE.includes(`\`${field}\``))).toEqual([]);
  });
});
