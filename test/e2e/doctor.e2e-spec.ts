// SQLite only: it damages and moves the file; postgresql-doctor looks at a server.
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { freePort } from 'stripe-sandbox/testing';
import { startSandbox } from '../../sandbox/test/support/running-sandbox.js';
import { cliWebhookSecretFile } from '../../src/config/cli-webhook-secret.js';
import { aBook } from '../support/books.js';
import { freshDatabase, freshFolder, onDatabase } from '../support/database.js';
import { USER } from '../support/image.js';
import { root } from '../support/program.js';
import { World } from '../support/world.js';

interface Check {
  name: string;
  state: string;
  message: string;
  remedy: string | null;
}

let doctor: ChildProcess;
let databasePath: string;
let [port, sandboxPort] = [0, 0];
let endings: (() => unknown)[];

beforeAll(() => {
  doctor = fork(path.join(import.meta.dirname, '../support/programs/doctor.mjs'));
});
afterAll(() => {
  doctor.kill();
});

beforeEach(async () => {
  databasePath = await freshDatabase();
  aBook(databasePath);
  [port, sandboxPort] = [await freePort(), await freePort()];
  endings = [];
});

afterEach(async () => {
  for (const end of endings) await end();
});

/** What the doctor finds around itself. */
const around = (env: Record<string, string>) => ({
  PATH: process.env['PATH'] ?? '',
  PORT: String(port),
  SANDBOX_PORT: String(sandboxPort),
  DATABASE_URL: `file:${databasePath}`,
  ...env,
});

async function run(env: Record<string, string>, args: string[], folder = root, uid?: number) {
  const child = spawn(process.execPath, [path.join(folder, 'scripts/doctor.mjs'), ...args], {
    cwd: folder,
    env: around(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid && { uid }),
  });
  const [said, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: child.exitCode, said, complaint };
}

/** Its checks by name, and whether it ended as they say. */
async function runForChecks(env: Record<string, string> = {}, folder = root, uid?: number) {
  const { code, said, complaint } = await run(env, ['--json'], folder, uid);
  expect(complaint).toBe('');
  const report = JSON.parse(said) as { ok: boolean; checks: Check[] };
  const found = byName(report.checks);
  expect({ code, ok: report.ok }).toEqual(
    found.failed.length > 0 ? { code: 1, ok: false } : { code: 0, ok: true },
  );
  return found;
}

/** The same checks from a process that is there already, which is quicker. */
async function examine(env: Record<string, string> = {}) {
  doctor.send(around(env));
  const [checks] = (await once(doctor, 'message')) as [Check[]];
  return byName(checks);
}

function byName(checks: Check[]) {
  const failed = checks.filter(({ state }) => state === 'failed');
  for (const { remedy } of failed) expect(remedy).toMatch(/^.{5,}$/);
  const find = (name: string) => checks.find((check) => check.name === name);
  return { find, failed: failed.map(({ name }) => name) };
}

/** A program at a port of its own, to which it resolves. */
async function listening(host: string, answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, host);
  await once(server, 'listening');
  endings.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}

/** Something that speaks like Stripe, as far as the doctor asks. */
async function aStripe(answer: RequestListener): Promise<Record<string, string>> {
  const url = `http://127.0.0.1:${await listening('127.0.0.1', answer)}`;
  return { ...TEST_KEYS, STRIPE_API_BASE: url, STRIPE_JS_URL: url };
}

const TEST_KEYS = {
  STRIPE_SECRET_KEY: 'sk_test_foliodoctor',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_foliodoctor',
};

describe('npm run doctor', () => {
  it('finds nothing wrong beside a shop that runs, and says so to people', async () => {
    const world = await World.start({ databasePath });
    endings.push(() => world.stop());
    const ports = {
      PORT: new URL(world.shopUrl).port,
      SANDBOX_PORT: new URL(world.sandboxUrl).port,
    };

    const { find, failed } = await runForChecks(ports);
    const { said } = await run(ports, []);

    expect(failed).toEqual([]);
    expect(find('port')?.message).toMatch(/held by Folio/);
    expect(find('sandbox port')?.message).toMatch(/held by Folio/);
    expect(find('sandbox')?.state).toBe('ok');
    expect(find('clock')?.state).toBe('ok');
    expect(find('journal')?.message).toBe('WAL');
    expect(said).toMatch(/Nothing is wrong\.\n$/);
  });

  it('takes a sandbox that does not run for no failure', async () => {
    const { find, failed } = await examine();

    expect(failed).toEqual([]);
    expect(find('sandbox')).toMatchObject({ state: 'note', remedy: 'npm start' });
    expect(find('port')?.message).toMatch(/is free/);
  });

  it('leaves nothing behind', async () => {
    const folder = path.join(await freshFolder(), 'nothing-here-yet');

    const { failed } = await examine({ DATABASE_URL: `file:${folder}/folio.db` });

    expect(failed).toEqual(['database']);
    expect(() => {
      chmodSync(folder, 0o755);
    }).toThrow('ENOENT');
  });

  it('names a database that is not migrated, and one without books', async () => {
    onDatabase(databasePath, (database) => database.exec('DELETE FROM Book'));
    expect((await examine()).failed).toEqual(['books']);

    writeFileSync(databasePath, '');
    const { find, failed } = await examine();

    expect(failed).toEqual(['migrations']);
    expect(find('migrations')?.message).toMatch(/missing: \d{14}_init/);
    expect(find('migrations')?.remedy).toContain('npm start -- --new-database');
    expect(find('books')?.state).toBe('skipped');
  });

  it('names a migration that began and did not end, and one that is newer than the code', async () => {
    const change = (sql: string) => onDatabase(databasePath, (database) => database.exec(sql));
    change(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at)
       VALUES ('x', 'x', '20990101000000_later', 1, 1)`,
    );
    expect((await examine()).find('migrations')?.remedy).toMatch(/git pull/);

    change(`UPDATE _prisma_migrations SET finished_at = NULL WHERE id = 'x'`);

    expect((await examine()).find('migrations')?.message).toMatch(/20990101000000_later began/);
  });

  it('names a file that is damaged', async () => {
    onDatabase(databasePath, (database) => {
      database.unsafeMode().pragma('writable_schema = ON');
      database.exec(`UPDATE sqlite_master SET rootpage = 3 WHERE name = 'Book'`);
    });

    expect((await examine()).failed).toContain('integrity');
  });

  describe('calls a database that is not the shop’s so', () => {
    const startedWith = (file: string) => {
      const env = around({ DATABASE_URL: `file:${file}` });
      const code = `await (await import('./scripts/launcher/database.mjs')).migrate({ database: { kind: 'sqlite', path: process.argv[1] } })`;
      const args = ['--input-type=module', '-e', code, file];
      return spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' }).stderr;
    };

    it.each([
      ['a text', /is not an SQLite database/, /set DATABASE_URL/],
      ['a folder', /is a folder/, /folio\.db/],
      [
        'the file of another program',
        /another program \(its tables: invoice\)/,
        /set DATABASE_URL/,
      ],
      ['that of another Prisma project', /another program/, /set DATABASE_URL/],
      ['made by prisma db push', /made without migrations/, /move it away/],
    ])('%s, and so does npm start', async (kind, message, remedy) => {
      const file = await foreignFile(kind);

      const { failed, find } = await examine({ DATABASE_URL: `file:${file}` });
      const said = startedWith(file);

      expect(failed).toEqual(['database']);
      expect(find('database')?.message).toMatch(message);
      expect(find('database')?.remedy).toMatch(remedy);
      expect(said).toMatch(message);
      expect(said).not.toMatch(/P3005|migrate deploy/);
    });

    async function foreignFile(kind: string): Promise<string> {
      if (kind === 'a folder') return freshFolder();
      const file = kind.startsWith('a text')
        ? path.join(await freshFolder(), 'x.db')
        : databasePath;
      if (kind === 'a text') writeFileSync(file, 'This is a letter, not a database. '.repeat(40));
      else if (kind === 'the file of another program') {
        writeFileSync(file, '');
        onDatabase(file, (database) => database.exec('CREATE TABLE invoice (id)'));
      } else {
        const isPrisma = kind.startsWith('that of another');
        const change = isPrisma
          ? `UPDATE _prisma_migrations SET migration_name = '2020_' || rowid`
          : 'DROP TABLE _prisma_migrations';
        onDatabase(file, (database) => database.exec(change));
      }
      return file;
    }
  });

  it('names a folder that may not be written, its owner, and how to give it away', async () => {
    const folder = path.join(await freshFolder(), 'data');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    chmodSync(path.dirname(folder), 0o755);
    const env = { DATABASE_URL: `file:${folder}/folio.db` };
    const { find, failed } = await runForChecks(env, root, USER);

    expect(failed).toEqual(['database']);
    expect(find('database')).toMatchObject(
      USER
        ? {
            message: `${folder} belongs to user 0, and user ${USER}, as whom Folio runs, may not write there`,
            remedy: `as root, outside of a container: chown -R ${USER} ${folder}`,
          }
        : {
            message: `${folder} may not be written, by its owner either`,
            remedy: `chmod u+rwX ${folder}`,
          },
    );
  });

  it('takes a database that another process is writing for no failure', async () => {
    const other = new Sqlite(databasePath);
    other.exec('BEGIN IMMEDIATE');
    const { find, failed } = await examine();
    other.close();

    expect(failed).toEqual([]);
    expect(find('writable')?.message).toBe('another process is writing: not checked');
  });

  it('names every variable that is wrong, keys of two modes among them', async () => {
    const { find, failed } = await examine({
      LOG_LEVEL: 'loud',
      STRIPE_SECRET_KEY: 'sk_test_foliodoctor',
      STRIPE_PUBLISHABLE_KEY: 'pk_live_doctor',
    });

    expect(failed).toEqual(['configuration', 'configuration']);
    expect(find('the rest')?.state).toBe('skipped');
  });

  it('asks for the signing secret of test keys, whole', async () => {
    const proxy = { ...TEST_KEYS }; // Stripe itself: out of reach or refusing, which is no matter here

    const unset = await examine(proxy);
    const cut = await examine({ ...proxy, STRIPE_WEBHOOK_SECRET: 'whsec_1234' });

    expect(unset.find('signing secret')).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('npm run stripe:listen'),
    });
    expect(cut.find('signing secret')?.message).toMatch(/cut off/);

    writeFileSync(cliWebhookSecretFile(path.dirname(databasePath), process.pid), 'whsec_1234');
    expect((await examine(proxy)).find('signing secret')?.state).toBe('ok');
  });

  it('names a clock that Stripe’s signatures would be refused by', async () => {
    const early = new Date(Date.now() - 600_000).toUTCString();
    const env = await aStripe((_request, response) => response.setHeader('Date', early).end('{}'));

    expect((await examine(env)).failed).toEqual(['clock']);
  });

  it('names a key that Stripe refuses', async () => {
    const env = await aStripe((_request, response) => response.writeHead(401).end('{}'));

    const { find, failed } = await examine(env);

    expect(failed).toEqual(['sandbox']);
    expect(find('sandbox')?.remedy).toMatch(/STRIPE_SECRET_KEY/);
  });

  it('names a restricted key that may not read its account, without which no order is begun', async () => {
    const env = await aStripe((request, response) =>
      response.writeHead(request.url === '/v1/account' ? 403 : 200).end('{"data":[]}'),
    );
    const restricted = { ...env, STRIPE_SECRET_KEY: 'rk_test_foliodoctor' };

    const { find, failed } = await examine(restricted);

    expect(failed).toEqual(['sandbox']);
    expect(find('sandbox')?.message).toMatch(/may not read its account: no order can be begun/);
    expect(find('sandbox')?.remedy).toMatch(/docs\/guides\/going-live\.md/);
  });

  it('names the other rights that a restricted key lacks', async () => {
    const env = await aStripe((request, response) => {
      const isAllowed = !/^\/v1\/(events|disputes)/.test(request.url ?? '');
      response.writeHead(isAllowed ? 200 : 403).end('{"data":[]}');
    });
    const restricted = { ...env, STRIPE_SECRET_KEY: 'rk_test_foliodoctor' };

    const { find, failed } = await examine(restricted);

    expect(failed).toEqual(['rights of the key']);
    expect(find('rights of the key')?.message).toBe('it may not read disputes, events');
  });

  it('says through which proxy it asks Stripe, without its password', async () => {
    const { STRIPE_API_BASE = '' } = await aStripe((_request, response) => response.end());
    const proxy = new URL(STRIPE_API_BASE).host;
    const env = { ...TEST_KEYS, https_proxy: `http://ada:secret@${proxy}` };

    const { find } = await examine(env);

    expect(find('stripe')?.message).toMatch(`through the proxy ${proxy} cannot be reached`);
    expect(find('stripe')?.message).not.toContain('secret');
    expect(find('stripe')?.remedy).toMatch(/HTTPS_PROXY and NO_PROXY/);
  });

  it('asks a Stripe that is there with the key it has', async () => {
    const sandbox = await startSandbox();
    endings.push(() => sandbox.close());
    const env = { STRIPE_API_BASE: sandbox.url, STRIPE_JS_URL: sandbox.url };

    expect((await examine({ ...TEST_KEYS, ...env })).find('sandbox')?.state).toBe('ok');
  });

  it.each(['hello', '{"status":"ok"}', '{"program":"another"}', 'null'])(
    'names a port of a program that says %s',
    async (words) => {
      const taken = await listening('127.0.0.1', (_request, response) => response.end(words));

      expect((await examine({ PORT: String(taken) })).failed).toEqual(['port']);
    },
  );

  it('names another program that would be opened at the shop’s address', async () => {
    const taken = await listening('::1', (_request, response) => response.end());
    const { find, failed } = await examine({ PORT: String(taken) });

    expect(failed).toEqual(['address']);
    expect(find('address')?.message).toContain(`Another program listens at [::1]:${taken}`);
  });

  it('says what is missing where nothing is installed or built', async () => {
    const folder = await freshFolder();
    for (const part of ['scripts', 'package.json', 'package-lock.json', 'prisma'])
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
    const bare = await runForChecks({}, folder);
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    mkdirSync(path.join(folder, 'src/database/generated'), { recursive: true });
    const unbuilt = await runForChecks({}, folder);

    expect(bare.failed).toEqual(['packages', 'prisma client', 'program']);
    expect(bare.find('packages')?.remedy).toMatch(/^npm start/);
    expect(unbuilt.failed).toEqual(['program']);
  });
});
