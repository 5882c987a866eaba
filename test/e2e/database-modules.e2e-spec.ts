import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { freshPostgres, describeOnPostgres } from '../support/postgres/fresh.js';
import { build } from '../support/program.js';

const run = promisify(execFile);

/** The files that a process has loaded with an open database, and with all of the shop if asked. */
async function loadedBy(location: object, also = 'database/database.module.js'): Promise<string[]> {
  const service = path.join(build, 'database/database.service.js');
  const program = `
    await import(${JSON.stringify(path.join(build, also))});
    const { DatabaseService } = await import(${JSON.stringify(service)});
    const database = await DatabaseService.at(${JSON.stringify(location)});
    await database.onModuleInit();
    await database.reader.checkpoint.count();
    await database.onApplicationShutdown();
    console.log(JSON.stringify(globalThis.loadedUrls.map((url) => new URL(url).pathname)));`;
  const hook = `
    import { register } from 'node:module';
    import { MessageChannel } from 'node:worker_threads';
    const { port1, port2 } = new MessageChannel();
    globalThis.loadedUrls = [];
    port1.on('message', (url) => globalThis.loadedUrls.push(url)).unref();
    register('data:text/javascript,' + encodeURIComponent(\`
      let port;
      export const initialize = (given) => { port = given; };
      export async function load(url, context, next) { port.postMessage(url); return next(url, context); }\`),
      { data: port2, transferList: [port2] });`;
  const { stdout } = await run(
    process.execPath,
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(hook)}`],
      ...['--input-type=module', '--eval', program],
    ],
    { cwd: path.dirname(build), maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as string[];
}

const OF_POSTGRESQL =
  /\/database\/postgresql\/(?!sql-state)|\/(pg|pg-[a-z]+|adapter-pg)\/|query_compiler.*postgresql/;
const OF_SQLITE = /\/better-sqlite3\/|query_compiler.*sqlite/;

it('loads no module of PostgreSQL for SQLite', async () => {
  const loaded = await loadedBy({ kind: 'sqlite', path: await freshDatabase() }, 'app.module.js');

  expect(loaded.filter((file) => OF_SQLITE.test(file))).not.toEqual([]);
  expect(loaded.filter((file) => OF_POSTGRESQL.test(file))).toEqual([]);
}, 60_000);

describeOnPostgres('on PostgreSQL', () => {
  it('loads no driver of SQLite', async () => {
    const loaded = await loadedBy({ kind: 'postgresql', url: await freshPostgres() });

    expect(loaded.filter((file) => OF_POSTGRESQL.test(file))).not.toEqual([]);
    expect(loaded.filter((file) => OF_SQLITE.test(file))).toEqual([]);
  }, 60_000);
});
