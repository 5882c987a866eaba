// Asks PostgreSQL for a thread that waits for the answer: see bridge.ts. SQL is as SQLite takes it, without quotes around
// names, and with its parameters.
import { performance } from 'node:perf_hooks';
import { setInterval } from 'node:timers';
import { workerData } from 'node:worker_threads';
import pg from 'pg';

/** Nobody asks; somebody waits; this thread has ended. */
const [IDLE, ENDED] = [0, 2];
const LOOK_EVERY_MS = 2_000;
const NAMES = `
  SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
  UNION SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'
  UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'`;

/** @type {{ state: Int32Array, port: import('node:worker_threads').MessagePort }} */
const { state, port } = workerData;
/** @type {Map<string, Promise<{ client: pg.Client, names: string[] }>>} */
const connections = new Map();
let lastAsked = performance.now();

pg.types.setTypeParser(16, (text) => (text === 't' ? 1 : 0));
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);
pg.types.setTypeParser(1114, (text) =>
  new Date(`${text.replace(' ', 'T')}Z`).toISOString().replace('Z', '+00:00'),
);

/** @param {string} url */
async function connect(url) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  // The database goes with its spec.
  client.on('error', () => connections.delete(url));
  await client.connect();
  const { rows } = await client.query(NAMES);
  const names = rows.map(({ name }) => name).filter((name) => name !== name.toLowerCase());
  return { client, names };
}

/** @param {{ url: string, sql: string, values: any[] }} question */
async function answer({ url, sql, values }) {
  const connection = connections.get(url) ?? connect(url);
  connections.set(url, connection);
  try {
    const { client, names } = await connection;
    const { text, parameters } = translated(quoted(sql, names), values);
    const result = await client.query(text, values.length > 0 ? parameters : undefined);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return { rows: last.rows, changes: last.rowCount };
  } catch (error) {
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    if (code === undefined || /^(08|57P)/.test(code)) connections.delete(url);
    return { error: `${message} [${sql}]`, code };
  }
}

/**
 * @param {string} sql
 * @param {string[]} names
 */
function quoted(sql, names) {
  const tokens = new RegExp(`'(?:[^']|'')*'|"[^"]*"|\\b(${names.join('|')})\\b`, 'g');
  return sql.replace(tokens, (text, name) => (name ? `"${name}"` : text));
}

/**
 * @param {string} sql
 * @param {any[]} values
 */
function translated(sql, values) {
  /** @type {unknown[]} */
  const parameters = [];
  const [named] = values;
  const next = (/** @type {unknown} */ value) => `$${parameters.push(value)}`;
  const text = sql.replace(/'(?:[^']|'')*'|\?|@"?(\w+)"?/g, (token, name) => {
    if (token === '?') return next(values[parameters.length]);
    return name ? next(named[name]) : token;
  });
  return { text, parameters };
}

port.on('message', async (question) => {
  lastAsked = performance.now();
  port.postMessage(await answer(question));
  Atomics.store(state, 0, IDLE);
  Atomics.notify(state, 0);
});

setInterval(() => {
  if (performance.now() - lastAsked < LOOK_EVERY_MS) return;
  if (Atomics.compareExchange(state, 0, IDLE, ENDED) === IDLE) process.exit();
}, LOOK_EVERY_MS);
