// SQLite only: migrations-postgresql and starts-on-postgresql try the same there.
import { execFile } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { eventually, type Program, spawnProgram } from 'stripe-sandbox/testing';
import { APPLIED_MIGRATIONS, migrationsIn } from '../../src/database/migrations.js';
import { freshDatabase, freshFolder, onDatabase } from '../support/database.js';
import { databaseBefore } from '../support/older-database.js';
import { root } from '../support/program.js';
import { scratchProject } from '../support/scratch-project.js';

// Prisma's ordinary commands, with whichever schema engine this machine has, in a copy of the
// project: a developer adds a column as Prisma's own documentation says.

// Three of Prisma's commands, on a busy machine.
jest.setTimeout(180_000);

let project: string;
let databasePath: string;

beforeAll(async () => {
  project = await scratchProject();
});
beforeEach(async () => {
  databasePath = path.join(await freshFolder(), 'folio.db');
});

function prisma(...args: string[]): Promise<{ code: number; output: string }> {
  const script = path.join(project, 'node_modules/prisma/build/index.js');
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATABASE_URL: `file:${databasePath}`,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: project, env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), output: out + err });
    });
  });
}

const ended = (code: number, output: RegExp) => ({
  code,
  output: expect.stringMatching(output) as unknown,
});
const succeeded = (output: RegExp) => ended(0, output);

const compareMigrationsWithSchema = () =>
  prisma(
    ...['migrate', 'diff', '--exit-code'],
    ...['--from-migrations', path.join(project, 'prisma/migrations')],
    ...['--to-schema', path.join(project, 'prisma/schema.prisma')],
  );

function tables(): unknown[] {
  return onDatabase(databasePath, (database) =>
    database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'Order'")
      .pluck()
      .all(),
  );
}

describe('prisma migrate', () => {
  it('deploy prepares a database in a folder that is not there, once', async () => {
    databasePath = path.join(path.dirname(databasePath), 'new', 'folio.db');

    expect(await prisma('migrate', 'deploy')).toEqual(
      succeeded(/All migrations have been successfully applied/),
    );
    expect(tables()).toEqual(['Order']);
    expect(await prisma('migrate', 'status')).toEqual(succeeded(/Database schema is up to date/));
    expect(await prisma('migrate', 'deploy')).toEqual(succeeded(/No pending migrations to apply/));
  });

  it('status tells what is still to be applied', async () => {
    writeFileSync(databasePath, '');

    expect(await prisma('migrate', 'status')).toEqual(ended(1, /have not yet been applied/));
  });

  it('diff finds that the migrations make what the schema says', async () => {
    expect(await compareMigrationsWithSchema()).toEqual(succeeded(/No difference detected/));
  });

  it('reset empties the database and prepares it again', async () => {
    databasePath = await freshDatabase();
    onDatabase(databasePath, (database) =>
      database.exec(
        "INSERT INTO WebhookEvent (eventId, type, payload, createdAt) VALUES ('evt_1', '', '', '')",
      ),
    );

    expect(await prisma('migrate', 'reset', '--force')).toEqual(succeeded(/reset successful/));

    const events = onDatabase(databasePath, (database) =>
      database.prepare('SELECT * FROM WebhookEvent').all(),
    );
    expect(events).toEqual([]);
  });
});

describe('prisma migrate dev, after a column was added to the schema', () => {
  it('writes the migration and applies it', async () => {
    databasePath = await freshDatabase();
    const schema = path.join(project, 'prisma/schema.prisma');
    const text = readFileSync(schema, 'utf8');
    writeFileSync(schema, text.replace('model Book {', 'model Book {\n  shelfmark String?'));

    expect(await compareMigrationsWithSchema()).toEqual(ended(2, /Changed the `Book` table/));
    expect(await prisma('migrate', 'dev', '--name', 'add-shelfmark')).toEqual(
      succeeded(/Your database is now in sync with your schema/),
    );

    const migrations = path.join(project, 'prisma/migrations');
    const [folder = 'none'] = readdirSync(migrations).filter((name) =>
      name.endsWith('_add_shelfmark'),
    );
    const sql = readFileSync(path.join(migrations, folder, 'migration.sql'), 'utf8');
    expect(sql).toContain('ALTER TABLE "Book" ADD COLUMN "shelfmark" TEXT;');
    const columns = onDatabase(databasePath, (database) =>
      database.prepare("SELECT name FROM pragma_table_info('Book')").pluck().all(),
    );
    expect(columns).toContain('shelfmark');
  });
});

describe('starts of the shop at the same time, on a database of an earlier version', () => {
  const start = (file: string) => {
    const script = path.join(root, 'test/support/programs/migrate.mjs');
    return spawnProgram(script, { HOME: process.env['HOME'] ?? '' }, root, [`file:${file}`]);
  };
  const endOf = async (program: Program) => [await program.ended, program.output()] as const;
  const missing = (file: string) =>
    onDatabase(file, (database) => {
      const names = database.prepare(APPLIED_MIGRATIONS).pluck().all();
      return migrationsIn(path.join(root, 'prisma/migrations')).filter((name) => !names.includes(name)); // prettier-ignore
    });

  it('wait for the one that migrates, and find its work done', async () => {
    const file = await databaseBefore('20261129000000_standard_names');
    const other = new Sqlite(`${file}.migration-lock`);
    other.exec('BEGIN EXCLUSIVE');
    const starts = [start(file), start(file), start(file)];
    await eventually(() => {
      for (const each of starts) expect(each.output()).toContain('Waiting for another start');
    }, 60);
    const before = missing(file);
    other.close();
    const ended = await Promise.all(starts.map(endOf));

    expect(before).toContain('20261129000000_standard_names');
    expect(ended).toEqual(starts.map(() => [0, expect.stringContaining('Waiting')]));
    expect(ended.filter(([, output]) => output.includes('Preparing the database'))).toHaveLength(1);
    expect(missing(file)).toEqual([]);
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('make a database that only their own user may read, and leave the mode of one that is there', async () => {
    const made = path.join(await freshFolder(), 'folio.db');
    const older = await databaseBefore('20261129000000_standard_names');
    chmodSync(older, 0o644);
    const ended = await Promise.all([made, older].map((file) => endOf(start(file))));

    expect(ended.map(([code]) => code)).toEqual([0, 0]);
    expect([made, older].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o644]);
  });
});
