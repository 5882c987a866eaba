import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually, freePort } from 'stripe-sandbox/testing';
import { copyIntoPostgresql } from '../../src/backup/copy/into-postgresql.js';
import { aBook } from '../support/books.js';
import { freshDatabase, freshFolder } from '../support/database.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';

interface Check {
  name: string;
  state: string;
  message: string;
  remedy: string | null;
}

const CANARY = 'canary-password-of-the-database';
/** The server of the tests is quick rather than safe. */
const UNSAFE = ['durability'];

let doctor: ChildProcess;
let url: string;

beforeAll(() => {
  doctor = fork(path.join(import.meta.dirname, '../support/programs/doctor.mjs'));
});
afterAll(() => {
  doctor.kill();
});

describeOnPostgres('npm run doctor, on PostgreSQL,', () => {
  beforeEach(async () => {
    const file = await freshDatabase();
    aBook(file);
    url = await freshPostgres({ isEmpty: true });
    await copyIntoPostgresql(file, url, { mayReplace: false });
  });

  async function examine(databaseUrl = url) {
    doctor.send({
      PATH: process.env['PATH'],
      PORT: String(await freePort()),
      SANDBOX_PORT: String(await freePort()),
      DATA_DIR: await freshFolder(),
      DATABASE_URL: databaseUrl,
    });
    const [checks] = (await once(doctor, 'message')) as [Check[]];
    return {
      text: JSON.stringify(checks),
      find: (name: string) => checks.find((check) => check.name === name),
      failed: checks.filter(({ state }) => state === 'failed').map(({ name }) => name),
    };
  }

  async function change(sql: string) {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }
  const nameOf = () => new URL(url).pathname.slice(1);
  const at = (changes: Partial<URL>) => Object.assign(new URL(url), changes).href;

  it('finds nothing wrong but what may be lost in a crash of this server', async () => {
    const { find, failed } = await examine();

    expect(failed).toEqual(UNSAFE);
    expect(find('durability')?.message).toBe('fsync, full_page_writes: off');
    expect(find('database')?.message).toMatch(
      /^PostgreSQL 18\.\d+ at 127\.0\.0\.1:\d+\/folio_test_/,
    );
    expect(find('migrations')?.message).toMatch(/^(\d+) of \1$/);
    expect(find('books')?.message).toBe('1 books for sale');
    expect(find('clock of the database')?.state).toBe('ok');
    expect(find('connections')?.state).toBe('ok');
    expect(find('writable')?.state).toBe('ok');
    expect(find('idle transactions')?.message).toBe('none');
  });

  it('names commits that do not wait for the disk', async () => {
    await change(`ALTER DATABASE ${nameOf()} SET synchronous_commit = off`);

    expect((await examine()).find('durability')?.message).toContain('synchronous_commit');
  });

  it('names connections that are too few for a shop', async () => {
    await change(`ALTER DATABASE ${nameOf()} CONNECTION LIMIT 11`);

    const { find, failed } = await examine();

    expect(failed).toEqual([...UNSAFE, 'connections']);
    expect(find('connections')?.message).toBe('11 are left, and a shop takes 12');
  });

  it('names tables that this role may not write, what is not migrated, and another program’s tables', async () => {
    await change(`CREATE ROLE reader_${nameOf()} LOGIN PASSWORD 'x'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_${nameOf()}`); // prettier-ignore
    const reader = at({ username: `reader_${nameOf()}`, password: 'x' });
    const readOnly = await examine(reader);
    await change(`DROP OWNED BY reader_${nameOf()}; DROP ROLE reader_${nameOf()}`);
    await change(`DROP SCHEMA public CASCADE; CREATE SCHEMA public`);
    const empty = await examine();
    await change('CREATE TABLE invoice (id int)');
    const foreign = await examine();

    expect(readOnly.failed).toEqual([...UNSAFE, 'writable']);
    expect(readOnly.find('writable')?.message).toMatch(/^this role may not write Book, BookContributor/); // prettier-ignore
    expect(empty.failed).toEqual([...UNSAFE, 'migrations']);
    expect(empty.find('migrations')?.message).toMatch(/missing: \d{14}_init/);
    expect(empty.find('books')?.state).toBe('skipped');
    expect(foreign.failed).toEqual(['database']);
    expect(foreign.find('database')?.message).toContain('another program (its tables: invoice)');
  });

  it('names transactions that somebody has forgotten', async () => {
    const forgetful = new pg.Client({ connectionString: url, application_name: 'a-report' });
    await forgetful.connect();
    await forgetful.query('BEGIN; SELECT 1');

    await eventually(async () => {
      expect((await examine()).find('idle transactions')).toMatchObject({
        state: 'note',
        message: '1 for more than 5 s, of a-report',
      });
    }, 20);
    await forgetful.end();
  });

  it.each([
    ['a wrong password', () => at({ password: CANARY }), 'the password is wrong'],
    ['no database', () => at({ pathname: '/nowhere', password: new URL(url).password }), 'no such database'], // prettier-ignore
    ['no server', () => at({ port: '1', password: CANARY }), 'ECONNREFUSED'],
  ])('says what is wrong with %s, without the password', async (_, wrong, message) => {
    const { find, failed, text } = await examine(wrong());

    expect(failed).toEqual(['database']);
    expect(find('database')?.message).toContain(message);
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(new URL(url).password);
  });
});
