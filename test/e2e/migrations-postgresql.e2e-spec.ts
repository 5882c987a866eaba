import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';
import { scratchProject } from '../support/scratch-project.js';

// As migrations.e2e-spec.ts, on a PostgreSQL server.

// Three of Prisma's commands, on a busy machine.
jest.setTimeout(180_000);

let project: string;
let other: string;
let url: string;

async function rows(sql: string, at = url): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  const result = client.query({ text: sql, rowMode: 'array' });
  return (await result.finally(() => client.end())).rows as unknown[][];
}

function run(script: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATABASE_URL: url,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  return new Promise((resolve) => {
    const all = [path.join(project, script), ...args];
    execFile(process.execPath, all, { cwd: project, env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), output: out + err });
    });
  });
}

const migrate = (...args: string[]) =>
  run('node_modules/prisma/build/index.js', 'migrate', ...args);

const succeeded = (output: RegExp) => ({
  code: 0,
  output: expect.stringMatching(output) as unknown,
});

const migrationsOf = (folder: string, name = 'add_shelfmark') =>
  readdirSync(path.join(project, folder)).filter((each) => each.endsWith(`_${name}`));

describeOnPostgres('on PostgreSQL, prisma migrate', () => {
  beforeAll(async () => {
    [project, other] = await Promise.all([scratchProject(), freshPostgres({ isEmpty: true })]);
    url = `${other}_new`;
  });
  afterAll(() => rows(`DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}"`, other));

  it('deploy prepares a database that is not there, as the schema says', async () => {
    expect(await migrate('deploy')).toEqual(
      succeeded(/All migrations have been successfully applied/),
    );
    expect(await migrate('status')).toEqual(succeeded(/Database schema is up to date/));
    const schema = path.join(project, 'prisma/postgresql/schema.prisma');
    const compared = ['--from-config-datasource', '--to-schema', schema];
    expect(await migrate('diff', ...compared, '--exit-code')).toEqual(
      succeeded(/No difference detected/),
    );
  });

  it('reset empties the database and prepares it again', async () => {
    await rows(`INSERT INTO "Checkpoint" VALUES ('events', now())`);

    expect(await migrate('reset', '--force')).toEqual(succeeded(/reset successful/));
    expect(await rows('SELECT * FROM "Checkpoint"')).toEqual([]);
  });

  it('dev applies what `npm run migrate` has written for both databases, and leaves no other behind', async () => {
    const schema = path.join(project, 'prisma/schema.prisma');
    const text = readFileSync(schema, 'utf8');
    writeFileSync(schema, text.replace('model Book {', 'model Book {\n  shelfmark String?'));

    expect(await run('scripts/migrate.mjs', 'add_shelfmark')).toEqual(succeeded(/For PostgreSQL/));
    expect(await migrate('dev')).toEqual(
      succeeded(/Your database is now in sync with your schema/),
    );

    expect(migrationsOf('prisma/migrations')).toHaveLength(1);
    const [folder = 'none'] = migrationsOf('prisma/postgresql/migrations');
    const sql = path.join(project, 'prisma/postgresql/migrations', folder, 'migration.sql');
    expect(readFileSync(sql, 'utf8')).toContain('ADD COLUMN     "shelfmark" TEXT COLLATE "C";');
    expect(await rows('SELECT "shelfmark" FROM "Book"')).toEqual([]);
    expect(await rows(`SELECT datname FROM pg_database WHERE datname LIKE '%shadow%'`)).toEqual([]);
  });

  it('is given by `npm run migrate` what it lacks alone, under the same name, and nothing where nothing changed', async () => {
    const names = migrationsOf('prisma/migrations');
    const [folder = 'none'] = names;
    rmSync(path.join(project, 'prisma/postgresql/migrations', folder), { recursive: true });

    const again = await run('scripts/migrate.mjs', 'add_shelfmark');
    expect(again).toEqual(succeeded(/such as CHECKs:\n {2}prisma.postgresql.*\n$/));
    expect(migrationsOf('prisma/migrations')).toEqual(names);
    expect(migrationsOf('prisma/postgresql/migrations')).toEqual(names);

    expect(await run('scripts/migrate.mjs', 'another')).toEqual({
      code: 1,
      output: expect.stringContaining('There is nothing to migrate') as unknown,
    });
    expect(migrationsOf('prisma/migrations', 'another')).toEqual([]);
    expect(migrationsOf('prisma/postgresql/migrations', 'another')).toEqual([]);
  });
});
