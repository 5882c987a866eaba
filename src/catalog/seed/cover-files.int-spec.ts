import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { bookSource } from '../../../test/support/book-source.js';
import { freshDatabase, freshFolder, onDatabase } from '../../../test/support/database.js';
import { importInProcess } from '../../../test/support/import-books.js';
import { aPng } from '../../../test/support/png.js';
import { readCover } from './cover-files.js';

const PNG = aPng(40, 60);
const NAME = `${createHash('sha256').update(PNG).digest('hex').slice(0, 32)}.png`;

let folder: string;

beforeEach(async () => {
  folder = await freshFolder();
});

const put = (name: string, bytes: Uint8Array | string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), bytes);
};

describe(readCover.name, () => {
  it('tells type and size by the content, whatever the file is called, and names it by its content', () => {
    put('covers/a.jpg', PNG);

    expect(readCover('covers/a.jpg', folder)).toEqual({
      image: { file: NAME, type: 'image/png', width: 40, height: 60 },
    });
  });

  it.each([
    ['text', 'a picture', /is no JPEG, PNG, WebP or AVIF$/],
    [
      'SVG, which may have a script',
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"/>',
      /is no JPEG/,
    ],
    ['nothing', '', /is no JPEG/],
    ['the beginning of a picture', PNG.subarray(0, 12), /is no JPEG/],
    ['a picture of one pixel', aPng(1, 1), /has 1 × 1 pixels: it must have 16 to 10000/],
    ['more than 5 MB', Buffer.concat([PNG, Buffer.alloc(5_000_000)]), /is larger than 5 MB/],
  ])('refuses a file with %s', (_what, content, words) => {
    put('a.png', content);

    expect(readCover('a.png', folder)).toEqual({
      problem: expect.stringMatching(words) as unknown,
    });
  });

  it.each([
    ['another folder', '../a.png', /is not in the folder of the books file/],
    ['an absolute path', '/etc/hostname', /is not in the folder/],
    ['a file that is not there', 'b.png', /"b\.png" is not there/],
    ['a folder', '.', /is a folder/],
    ['a name that no file can have', 'a\0b.png', /cannot be read/],
  ])('refuses %s', (_what, name, words) => {
    expect(readCover(name, folder)).toEqual({ problem: expect.stringMatching(words) as unknown });
  });
});

describe('an import with covers', () => {
  const book = (slug: string, cover: string) => ({
    ...{ slug, cover, title: 'A Book', author: 'A. Author', description: 'A.', price: '23.00' },
  });

  it('copies each cover beside the database, reports what is none, and keeps the size', async () => {
    const databasePath = await freshDatabase();
    put('a.png', PNG);
    put('b.png', 'no picture');
    const source = {
      ...bookSource(JSON.stringify([book('a', 'a.png'), book('b', 'b.png')])),
      folder,
    };

    const { added, problems } = await importInProcess(databasePath, source);

    const covers = path.join(path.dirname(databasePath), 'covers');
    expect(added).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/book 2 \(b\): cover "b\.png" is no JPEG/)]);
    expect(readdirSync(covers)).toEqual([NAME]);
    expect(readFileSync(path.join(covers, NAME)).equals(PNG)).toBe(true);
    onDatabase(databasePath, (database) => {
      const columns = 'coverFile, coverType, coverWidth, coverHeight';
      expect(database.prepare(`SELECT ${columns} FROM Book`).raw().all()).toEqual([
        [NAME, 'image/png', 40, 60],
      ]);
    });
  });

  it('copies nothing in a dry run', async () => {
    const databasePath = await freshDatabase();
    put('a.png', PNG);
    const source = { ...bookSource(JSON.stringify([book('a', 'a.png')])), folder };

    await importInProcess(databasePath, source, { isDryRun: true });

    expect(existsSync(path.join(path.dirname(databasePath), 'covers'))).toBe(false);
  });
});
