import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { programsFor, user } from './programs.mjs';

const run = promisify(execFile);
const READY = 'database system is ready to accept connections';
const PASSWORD = 'a-password-of-the-tests';
/** How the server ends: sessions are ended, or cut off, or it is killed. */
const SIGNALS = /** @type {const} */ ({ fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' });
const LOCALE = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** What a test stores has to survive the end of the server, and not that of the machine. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 300,
  shared_buffers: '64MB',
  autovacuum: 'off',
  jit: 'off',
};

/**
 * PostgreSQL from npm, on a free port, with its data in a temporary folder. Call `remove` at the end.
 * @param {Record<string, string | number>} settings of the server, instead of those above
 */
export async function startPostgres(settings = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'folio-postgres-'));
  const bin = programsFor(folder);
  await initialise(bin, folder);
  const port = await freePort();
  const all = { ...SETTINGS, port, ...settings };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let server = await open(bin, folder, args);
  /** @param {keyof typeof SIGNALS} how */
  const stop = async (how = 'fast') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(SIGNALS[how]);
    await ended;
  };
  return {
    /** @param {string} database */
    url: (database = 'postgres') => `postgresql://folio:${PASSWORD}@127.0.0.1:${port}/${database}`,
    stop,
    /** After it was stopped, with the same data. */
    async start() {
      server = await open(bin, folder, args);
    },
    async remove() {
      await stop('immediate');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * @param {string} bin
 * @param {string} folder
 */
async function initialise(bin, folder) {
  const password = path.join(folder, 'password');
  await writeFile(password, PASSWORD);
  if (user.uid !== undefined) {
    for (const each of [folder, password]) await chown(each, user.uid, user.gid);
  }
  await run(
    path.join(bin, 'initdb'),
    [
      ...['-D', path.join(folder, 'data'), '-U', 'folio', '-E', 'UTF8', ...LOCALE],
      ...['-A', 'password', '--pwfile', password, '--no-sync', '--no-instructions'],
    ],
    surroundings(folder),
  );
}

/**
 * @param {string} bin
 * @param {string} folder
 * @param {string[]} args
 */
async function open(bin, folder, args) {
  const server = spawn(path.join(bin, 'postgres'), ['-D', path.join(folder, 'data'), ...args], {
    ...surroundings(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  await new Promise((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text) => {
      if (log.includes(READY)) return;
      log += text;
      if (log.includes(READY)) resolve(null);
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${log}`)));
  });
  return server;
}

/** @param {string} folder */
function surroundings(folder) {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
  return { ...user, cwd: folder, env };
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}
