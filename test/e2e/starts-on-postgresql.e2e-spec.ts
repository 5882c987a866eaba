import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually, freePort, type Program, spawnProgram } from 'stripe-sandbox/testing';
import { APPLIED_MIGRATIONS, migrationsIn } from '../../src/database/migrations.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';
import { root } from '../support/program.js';

// What a start of the shop does with a PostgreSQL database before it opens the shop.

let empty: string;
let made: string;

beforeAll(async () => {
  empty = await freshPostgres({ isEmpty: true });
  made = `${empty}_made`;
});

async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[][] = [];
    for (const text of statements) ({ rows } = await client.query({ text, rowMode: 'array' }));
    return rows.flat();
  } finally {
    await client.end();
  }
}

function start(url: string, ...args: string[]): Program {
  const script = path.join(root, 'test/support/programs/migrate.mjs');
  return spawnProgram(script, { HOME: process.env['HOME'] ?? '' }, root, [url, ...args]);
}

const endOf = async (program: Program) => [await program.ended, program.output()] as const;

async function refusalOf(url: string, ...args: string[]): Promise<string> {
  const [code, output] = await endOf(start(url, ...args));
  expect([code, output.includes(new URL(url).password)]).toEqual([1, false]);
  return output.trim();
}

const changed = (url: string, changes: Partial<URL>) => Object.assign(new URL(url), changes).href;
const nameOf = (url: string) => new URL(url).host + new URL(url).pathname;

describeOnPostgres('starts at the same time, on a database that is not there', () => {
  afterAll(() => ask(empty, `DROP DATABASE IF EXISTS "${new URL(made).pathname.slice(1)}"`));

  it('make it once, and find it prepared', async () => {
    const ended = await Promise.all([start(made), start(made), start(made)].map(endOf));

    expect(ended.map(([code]) => code)).toEqual([0, 0, 0]);
    expect(ended.filter(([, output]) => output.includes('Preparing the database'))).toHaveLength(1);
    const known = migrationsIn(path.join(root, 'prisma/postgresql/migrations'));
    expect((await ask(made, APPLIED_MIGRATIONS)).sort()).toEqual(known.sort());
  });
});

describeOnPostgres('a start on PostgreSQL', () => {
  it('waits for another one that prepares the database', async () => {
    const other = new pg.Client({ connectionString: empty });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(733001)');
    const program = start(empty);
    await eventually(() => {
      expect(program.output()).toContain('Waiting for another start');
    }, 60);
    const before = await ask(empty, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    await other.end();

    expect(before).toEqual([]);
    expect(await endOf(program)).toEqual([0, expect.stringContaining('Preparing the database')]);
  });

  it('says that there is no server', async () => {
    const url = changed(empty, { port: String(await freePort()) });

    expect(await refusalOf(url)).toMatch(
      `The database ${nameOf(url)} cannot be used: it does not answer (connect ECONNREFUSED`,
    );
  });

  it('says that the password is wrong', async () => {
    const url = changed(empty, { password: 'another-password' });

    expect(await refusalOf(url)).toBe(
      `The database ${nameOf(url)} cannot be used: the password is wrong.`,
    );
  });

  it('says that the encoding is another one', async () => {
    const latin = `${empty}_latin`;
    const name = new URL(latin).pathname.slice(1);
    await ask(
      empty,
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING LATIN1 LOCALE_PROVIDER libc LOCALE 'C'`,
    );
    const refusal = await refusalOf(latin);
    await ask(empty, `DROP DATABASE ${name}`);

    expect(refusal).toContain(
      `The database ${nameOf(latin)} cannot be used: its encoding is LATIN1.`,
    );
  });

  it('leaves another program’s database alone', async () => {
    const foreign = await freshPostgres({ isEmpty: true });
    await ask(foreign, 'CREATE TABLE guests ()');

    expect(await refusalOf(foreign)).toContain(
      `${nameOf(foreign)} belongs to another program (its tables: guests)`,
    );
  });

  it('says that its user may make no tables, or no database', async () => {
    const url = await freshPostgres({ isEmpty: true });
    const [user] = await ask(url, `SELECT 'guest_' || pg_backend_pid()`);
    await ask(url, `CREATE ROLE ${String(user)} LOGIN PASSWORD 'a-guest'`);
    const guest = changed(url, { username: String(user), password: 'a-guest' });
    const refusals = [await refusalOf(guest), await refusalOf(`${guest}_missing`)];
    await ask(url, `DROP ROLE ${String(user)}`);

    expect(refusals).toEqual([
      `The database ${nameOf(url)} cannot be used: this user may make no tables in it. Make this user its owner.`,
      `The database ${nameOf(url)}_missing cannot be used: this user may not make it. Let an administrator make it, or make this user its owner.`,
    ]);
  });

  it('makes none in production without an explicit word', async () => {
    const missing = `${empty}_missing`;

    const refusals = [
      await refusalOf(missing, '--existing'),
      await refusalOf(await freshPostgres({ isEmpty: true }), '--existing'),
    ];

    expect(refusals[0]).toContain(
      `There is no database at ${nameOf(missing)}. Is DATABASE_URL right?`,
    );
    expect(refusals[1]).toContain('There is no database at');
    expect(await ask(empty, `SELECT datname FROM pg_database WHERE datname LIKE '%missing'`)).toEqual([]); // prettier-ignore
  });
});
