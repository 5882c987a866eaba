import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../src/store/open-database.js';
import { SCHEMA_VERSION } from '../../src/store/schema.js';
import { freshFolder, onDatabase } from '../support/files.js';

let folder: string;
let file: string;
let logged: string[];

beforeEach(async () => {
  folder = await freshFolder();
  file = path.join(folder, 'sandbox.db');
  logged = [];
});

const open = () => openDatabase(file, (level, message) => logged.push(`${level} ${message}`));

/** A file that has one setting in it. */
function written(version: number): void {
  const database = open();
  database.exec("INSERT INTO settings (name, value) VALUES ('mark', 'kept')");
  database.pragma(`user_version = ${version}`);
  database.close();
}

const marks = (from: string) =>
  onDatabase(from, (database) =>
    database.prepare("SELECT value FROM settings WHERE name = 'mark'").pluck().all(),
  );

describe('a data file', () => {
  it('of this version is opened as it is', () => {
    written(SCHEMA_VERSION);

    open().close();

    expect(marks(file)).toEqual(['kept']);
    expect(logged).toEqual([]);
  });

  it.each([SCHEMA_VERSION - 1, SCHEMA_VERSION + 1])(
    'of version %d is set aside whole, with a line in the log, and an empty one takes its place',
    async (version) => {
      written(version);

      open().close();

      const aside = path.join(folder, `sandbox.db.version-${version}`);
      expect(marks(aside)).toEqual(['kept']);
      expect(marks(file)).toEqual([]);
      expect(logged).toEqual([
        `warn ${file} was written by another version of the sandbox (${version}, this is ${SCHEMA_VERSION}). ` +
          `It is kept as ${aside}, and an empty one takes its place.`,
      ]);
      expect((await readdir(folder)).sort()).toEqual([
        'sandbox.db',
        `sandbox.db.version-${version}`,
      ]);
    },
  );

  it('that was set aside before is not overwritten by the next', async () => {
    written(3);
    open().close();
    written(3);
    open().close();

    expect((await readdir(folder)).sort()).toEqual([
      'sandbox.db',
      'sandbox.db.version-3',
      'sandbox.db.version-3-2',
    ]);
  });

  it('is neither opened nor set aside while another sandbox uses it', () => {
    const other = open();
    try {
      expect(open).toThrow('Another sandbox is using it');
    } finally {
      other.close();
    }
    expect(logged).toEqual([]);
  });

  it('of another program is refused and left alone', async () => {
    onDatabase(file, (database) => database.exec('CREATE TABLE orders (id INTEGER)'));

    expect(open).toThrow('it is the database of another program');
    expect(await readdir(folder)).toEqual(['sandbox.db']);
  });

  it('that is no database is refused and left alone', async () => {
    await writeFile(file, 'my notes, which are long enough to be no empty file\n'.repeat(20));

    expect(open).toThrow('file is not a database');
    expect(await readFile(file, 'utf8')).toContain('my notes');
    expect(await readdir(folder)).toEqual(['sandbox.db']);
  });
});
