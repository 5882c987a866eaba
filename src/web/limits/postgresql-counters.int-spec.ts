import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { describeOnPostgres, freshPostgres } from '../../../test/support/postgres/fresh.js';
import { countersPool } from '../../database/postgresql/pools.js';
import type { Counter } from './counters.js';
import { PostgresqlCounters } from './postgresql-counters.js';
import { SharedStore } from './shared-store.js';

const QUOTA = { times: 60, seconds: 600 };
const ADDRESS = '203.0.113.7';
// On a busy machine two hundred posts at once are not counted within the shop's patience, and then in memory.
const PATIENCE_MS = 30_000;

describeOnPostgres(PostgresqlCounters.name, () => {
  let url: string;
  let stores: SharedStore[];

  /** As another process has it. */
  function store(at = url): SharedStore {
    const opened = new SharedStore(countersPool(at, PATIENCE_MS), 'a-session-secret');
    stores.push(opened);
    return opened;
  }

  const counterOf = (own: SharedStore, quota = QUOTA) =>
    new PostgresqlCounters(own).counter('/checkout address', quota);
  const letIn = async (counters: Counter[], timesEach: number) => {
    const posts = counters.flatMap((counter) =>
      Array.from({ length: timesEach }, () =>
        counter.consume('one').then(
          () => true,
          () => false,
        ),
      ),
    );
    return (await Promise.all(posts)).filter(Boolean).length;
  };
  const rows = (own: SharedStore) => own.rows<{ key: string }>('SELECT "key" FROM "RateLimit"', []);

  beforeEach(async () => {
    stores = [];
    url = await freshPostgres();
  });
  afterEach(() => Promise.all(stores.map((each) => each.onApplicationShutdown())));

  it('let in as many of all processes together as the quota says, and not one more', async () => {
    const counters = Array.from({ length: 4 }, () => counterOf(store()));

    expect(await letIn(counters, 50)).toBe(60);
  });

  it('write down a pseudonym that every process has for a client, and no address', async () => {
    const [one, other] = [store(), store()];
    const pseudonym = new PostgresqlCounters(one).pseudonymOf(ADDRESS);
    await counterOf(one).consume(pseudonym);

    expect(new PostgresqlCounters(other).pseudonymOf(ADDRESS)).toBe(pseudonym);
    expect(await rows(one)).toEqual([{ key: `/checkout address:${pseudonym}` }]);
    expect(pseudonym).not.toContain(ADDRESS);
  });

  it('count in memory while the server does not answer', async () => {
    const gone = counterOf(store(url.replace(/:\d+\//, ':1/')));

    expect(await letIn([gone], 70)).toBe(60);
  });

  it('count beside a server whose default is serializable', async () => {
    const client = new pg.Client(url);
    await client.connect();
    const { rows: names } = await client.query<{ name: string }>(
      'SELECT current_database() AS name',
    );
    await client.query(
      `ALTER DATABASE "${names[0]?.name}" SET default_transaction_isolation = 'serializable'`,
    );
    await client.end();
    const counters = Array.from({ length: 4 }, () => counterOf(store()));

    expect(await letIn(counters, 50)).toBe(60);
  });

  it('delete what has run out', async () => {
    const own = store();
    await counterOf(own, { times: 1, seconds: 0.001 }).consume('over');
    await counterOf(own).consume('under way');
    await own.rows('SELECT pg_sleep(0.05)', []);

    await own.cleanUp();

    expect(await rows(own)).toEqual([{ key: '/checkout address:under way' }]);
  });
});
