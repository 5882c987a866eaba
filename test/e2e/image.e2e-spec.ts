// SQLite only: it starts the image with the database that it has by default.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, freePort } from 'stripe-sandbox/testing';
import { freshFolder, onDatabase } from '../support/database.js';
import { execForm, readDockerfile } from '../support/dockerfile.js';
import { buildImage, type Image, USER } from '../support/image.js';
import { root } from '../support/program.js';
import { shopFolder } from '../support/shop-folder.js';

const SHOP_DIR = 'mounted/shop';
const PRODUCTION = {
  SHOP_DIR,
  PUBLIC_URL: 'https://books.example',
  SESSION_SECRET: 'a-session-secret-of-at-least-32-characters',
  STRIPE_SECRET_KEY: 'sk_test_neverasked',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_neverasked',
  STRIPE_WEBHOOK_SECRET: 'whsec_test0123456789abcdef0123456789abcdef',
};
const SECRET = 'planted-in-the-folder-that-is-built-from';
const HOLD_IT = [
  ...['.env', '.env.production', 'live.env', 'secrets.json', 'stripe-listen.7.secret'],
  ...['data/secrets.json', 'data/folio.db', 'old.db', 'prisma/dev.db', 'backups/x.db.sha256'],
];
const LEFT_BEHIND = /^((sandbox\/)?(node_modules|dist|\.test)|\.git|data|coverage)$/;

// Migrating, seeding and starting, on a busy machine.
jest.setTimeout(180_000);

let image: Image;
const running: { stop: () => Promise<unknown> }[] = [];

/** See scripts/launcher/build.mjs, and what Prisma and the image's own programs read. */
const SOURCES = ['package.json', 'package-lock.json', 'tsconfig.json', 'nest-cli.json', 'prisma.config.ts', 'src', 'prisma', 'scripts', 'views', 'shop', 'sandbox']; // prettier-ignore

function filesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist', '.test'].includes(name))
    .flatMap(({ name }) => filesIn(path.join(place, name)));
}

/** What somebody builds an image from: the project, and things that must not get in. */
async function contextWithSecrets(): Promise<string> {
  const context = path.join(await freshFolder(), 'context');
  cpSync(root, context, {
    recursive: true,
    filter: (file) => !LEFT_BEHIND.test(path.relative(root, file)),
  });
  for (const folder of ['data', 'backups']) mkdirSync(path.join(context, folder));
  for (const file of HOLD_IT) writeFileSync(path.join(context, file), SECRET);
  return context;
}

const finalInstruction = (word: string) =>
  readDockerfile()
    .at(-1)
    ?.instructions.find((instruction) => instruction.word === word)?.rest ?? '';

function spawnInImage(words: string[], env: Record<string, string>) {
  const [program = '', ...args] = words;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: image.folder,
    env: { PATH: process.env['PATH'] ?? '', ...image.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(USER === undefined ? {} : { uid: USER, gid: USER }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const stop = (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  running.push({ stop });
  return { ended, stop, output: () => output };
}

const isAlive = (port: number) =>
  spawnInImage(execForm(finalInstruction('HEALTHCHECK')), { PORT: String(port) }).ended;

async function startShop(env: Record<string, string>, args = ['--new-database']) {
  const port = await freePort();
  const databasePath = path.join(image.folder, 'data', `${port}.db`);
  const surroundings = { PORT: String(port), DATABASE_URL: `file:${databasePath}`, ...env };
  const shop = spawnInImage([...execForm(finalInstruction('CMD')), ...args], surroundings);
  const ready = eventually(async () => {
    const { status } = await fetch(`http://127.0.0.1:${port}/health/ready`);
    if (status !== 200) throw new Error(`ready: ${status}`);
    return true;
  }, 120);
  const isReady = await Promise.race([ready, shop.ended.then(() => false)]);
  if (!isReady) throw new Error(`The image ended at once:\n${shop.output()}`);
  const books = () =>
    onDatabase(databasePath, (database) => database.prepare('SELECT slug FROM Book').all().length);
  return { ...shop, port, books };
}

beforeAll(async () => {
  image = await buildImage(await contextWithSecrets());
  // As a folder that is mounted.
  cpSync(await shopFolder(), path.join(image.folder, SHOP_DIR), { recursive: true });
}, 600_000);

afterEach(async () => {
  for (const program of running.splice(0)) await program.stop();
});

describe('the image, carried out line by line', () => {
  it('makes no database in silence for production', async () => {
    await expect(startShop(PRODUCTION, [])).rejects.toThrow(
      /There is no database at .*start it once with --new-database/s,
    );
  });

  it('migrates an empty volume when it is told to, opens, and puts no books in for production', async () => {
    const shop = await startShop(PRODUCTION);

    expect(shop.books()).toBe(0);
  });

  it('puts the books in when it runs for development', async () => {
    const shop = await startShop({ NODE_ENV: 'development' });

    expect(shop.books()).toBeGreaterThan(0);
  });

  it('opens no shop for production that does not say who sells', async () => {
    await expect(startShop({ ...PRODUCTION, SHOP_DIR: 'shop' })).rejects.toThrow(
      /Mend this in .*shop\.json:\n {2}it is the example’s/s,
    );
  });

  it('knows whether it is alive, and ends when it is told to', async () => {
    const shop = await startShop(PRODUCTION);
    expect(await isAlive(shop.port)).toBe(0);

    const code = await shop.stop('SIGTERM');

    expect(code).toBe(0);
    expect(await isAlive(shop.port)).toBe(1);
  });

  it('refuses to run for production without its secrets, and names them', async () => {
    const shop = spawnInImage(execForm(finalInstruction('CMD')), {});

    expect(await shop.ended).toBe(1);
    expect(shop.output()).toContain('STRIPE_WEBHOOK_SECRET is required');
    expect(shop.output()).toContain('SESSION_SECRET is required');
  });

  it('brings nothing that was secret, and no development packages', () => {
    const files = readdirSync(image.folder, { recursive: true, encoding: 'utf8' });
    const ours = files.filter((file) => !file.startsWith('node_modules'));
    const holdsSecret = ours.filter((file) => {
      const isText = /\.(env|json|db|production)$/.test(file) || file.startsWith('.env');
      return isText && readFileSync(path.join(image.folder, file), 'utf8').includes(SECRET);
    });

    expect(holdsSecret).toEqual([]);
    // Nor into a stage before: a builder's cache keeps what the image leaves behind.
    const built = path.join(path.dirname(image.folder), 'build');
    expect(existsSync(path.join(built, 'package.json'))).toBe(true);
    expect(HOLD_IT.filter((file) => existsSync(path.join(built, file)))).toEqual([]);
    expect(ours.filter((file) => file.endsWith('.spec.js'))).toEqual([]);
    expect(readdirSync(path.join(image.folder, 'node_modules'))).not.toContain('jest');
    expect(readdirSync(path.join(image.folder, 'node_modules'))).not.toContain('eslint');
  });

  it('is built where all is that a build reads', () => {
    const built = path.join(path.dirname(image.folder), 'build');
    const missing = SOURCES.flatMap((source) => filesIn(path.join(root, source)))
      .map((file) => path.relative(root, file))
      .filter((file) => !/\bspec\.ts$|\.md$|^sandbox\/test\b/.test(file))
      .filter((file) => !existsSync(path.join(built, file)));

    expect(missing).toEqual([]);
  });

  it('does not run as root, and is one Node 22 on a slim Debian', () => {
    expect(finalInstruction('USER')).toBe('node');
    expect(readDockerfile().at(-1)?.from).toBe('node:22-bookworm-slim');
    expect(new Set(readDockerfile().map(({ from }) => from.replace('-slim', ''))).size).toBe(1);
  });
});
