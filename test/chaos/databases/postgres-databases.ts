import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { eventually } from 'stripe-sandbox/testing';
import { Databases } from '../../support/postgres/databases.mjs';
import { startPostgres } from '../../support/postgres/server.mjs';
import { Dice } from '../dice.js';
import type { Fault } from '../faults.js';
import type { ChaosDatabases, ServerEnd } from './databases.js';

type Server = Awaited<ReturnType<typeof startPostgres>>;

const PATIENCE_SECONDS = 30;
/** In so many rounds the server ends. */
const STOPS = 0.4;
/** With `minimal`, a copy of an unlogged table is damaged when PostgreSQL 18 starts again after a crash. */
const SURVIVES = { wal_level: 'replica' };
/** Outside of the schema that the shop looks at. */
const EDITS = `CREATE SCHEMA IF NOT EXISTS chaos;
  CREATE TABLE IF NOT EXISTS chaos.edit ("id" uuid PRIMARY KEY)`;
const ADD_EDIT = 'INSERT INTO chaos.edit VALUES ($1) ON CONFLICT DO NOTHING';
const LOCK_ALL = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
  LOOP EXECUTE format('LOCK TABLE %I IN EXCLUSIVE MODE', name); END LOOP; END $$`;

/** On a server of their own, which ends and starts again. */
export class PostgresDatabases implements ChaosDatabases {
  readonly kind = 'postgresql';

  private constructor(
    private readonly server: Server,
    private readonly databases: Databases,
  ) {}

  static async start(): Promise<PostgresDatabases> {
    const server = await startPostgres(SURVIVES);
    try {
      return new PostgresDatabases(server, await Databases.withTemplate(server.url()));
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  /** Drops those of the stage before. */
  fresh(stage: string): Promise<string> {
    return this.databases.fresh({ worker: 'chaos', spec: stage, isEmpty: false });
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }

  async edit(url: string, sql: string, values: (string | number)[]): Promise<void> {
    let at = 0;
    const text = sql.replaceAll('?', () => `$${(at += 1)}`);
    const id = randomUUID();
    await eventually(
      () => connected(url, (client) => once(client, id, () => client.query(text, values))),
      PATIENCE_SECONDS,
    );
  }

  async lock(url: string, forMs: number): Promise<void> {
    await eventually(() => connected(url, (client) => lockAll(client, forMs)), PATIENCE_SECONDS);
  }

  async stopServer(how: ServerEnd, forMs: number): Promise<void> {
    await this.server.stop(how);
    await wait(forMs);
    // Of a server that was killed, processes may still hold its memory.
    await eventually(() => this.server.start(), PATIENCE_SECONDS);
  }

  faults(seed: number, round: number): Fault[] {
    const dice = new Dice(seed, round, 'server');
    if (!dice.chance(STOPS)) return [];
    const how = dice.pick<ServerEnd>(['fast', 'immediate', 'kill']);
    return [{ kind: 'stop-server', how, atMs: dice.int(5, 600), forMs: dice.int(0, 500) }];
  }

  async close(): Promise<void> {
    await this.databases.dropAll();
    await this.server.remove();
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  // The server may end while it is connected.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Commits the work with a row of its own: the server may have ended between the last commit and its answer. The status
 * of a transaction id does not tell, since a server that crashes gives ids that left nothing to others.
 */
async function once(client: pg.Client, id: string, work: () => Promise<unknown>): Promise<void> {
  await client.query(EDITS);
  await client.query('BEGIN');
  const { rowCount } = await client.query(ADD_EDIT, [id]);
  if (rowCount === 1) await work();
  await client.query('COMMIT');
}

async function lockAll(client: pg.Client, forMs: number): Promise<void> {
  await client.query('BEGIN');
  await client.query(LOCK_ALL);
  await wait(forMs);
  await client.query('COMMIT');
}
