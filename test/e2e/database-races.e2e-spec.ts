import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DatabaseService } from '../../src/database/database.service.js';
import { AFTER_SALE_RACES } from '../races/after-sale-races.js';
import { CART_RACES } from '../races/cart-races.js';
import { Contestants, type Race } from '../races/contestants.js';
import { PAYMENT_RACES } from '../races/payment-races.js';
import { aBook, anOrder, isPaid, newOrderOf, type PayableOrder } from '../races/rows.js';
import { PARCEL_RACES } from '../races/parcel-races.js';
import { PLACEMENT_RACES } from '../races/placement-races.js';
import { RECEIPT_RACES } from '../races/receipt-races.js';
import { RECORD_RACES } from '../races/record-races.js';
import { size } from '../support/size.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';

// Every write of the shop against itself or its rival, by two processes' worth of connections: see decision 18.

const ROUNDS = size('FOLIO_RACE_ROUNDS', { usual: 20, long: 60 });
const RACES = [
  CART_RACES,
  PLACEMENT_RACES,
  PAYMENT_RACES,
  AFTER_SALE_RACES,
  PARCEL_RACES,
  RECEIPT_RACES,
  RECORD_RACES,
].flatMap((races) => Object.entries(races));

/** What was wrong, in each round in which something was. */
async function wrongRounds(race: Race, contestants: Contestants, rounds: number) {
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const problem = await race(contestants).catch((error: unknown) => String(error));
    if (problem !== null) wrong.push(problem);
  }
  return wrong;
}

/** How often their transactions begin from now on, again or for the first time. */
function countRuns(databases: readonly DatabaseService[]) {
  const runs = { count: 0 };
  for (const each of databases) {
    const [write, writeSql] = [each.write.bind(each), each.writeSql.bind(each)];
    const counted = <Run extends unknown[], T>(work: (...run: Run) => T) => {
      return (...run: Run) => {
        runs.count += 1;
        return work(...run);
      };
    };
    each.write = (work, ...about) => write(counted(work), ...about);
    each.writeSql = (work, ...about) => writeSql(counted(work), ...about);
  }
  return runs;
}

describeOnPostgres('two processes on one PostgreSQL', () => {
  const databases: DatabaseService[] = [];
  let contestants: Contestants;

  beforeAll(async () => {
    const url = await freshPostgres();
    const open = () => DatabaseService.at({ kind: 'postgresql', url });
    const [one, other] = [await open(), await open()];
    databases.push(one, other);
    await Promise.all(databases.map((database) => database.onModuleInit()));
    contestants = new Contestants(one, other);
  });
  afterAll(() => Promise.all(databases.map((database) => database.onApplicationShutdown())));

  it.each(RACES)('are right when %s', async (_, race) => {
    expect(await wrongRounds(race, contestants, ROUNDS)).toEqual([]);
  });
});

describeOnPostgres('orders of different books', () => {
  const [LOOPS, PLACEMENTS, PAYMENTS] = [4, 25, 10];
  let database: DatabaseService;
  let rival: DatabaseService;

  beforeAll(async () => {
    const url = await freshPostgres();
    database = await DatabaseService.at({ kind: 'postgresql', url });
    rival = await DatabaseService.at({ kind: 'postgresql', url });
    await Promise.all([database, rival].map((each) => each.onModuleInit()));
  });
  afterAll(() => Promise.all([database, rival].map((each) => each.onApplicationShutdown())));

  it('seldom run again, since none reads what another writes', async () => {
    const contestants = new Contestants(database, rival);
    const runs = countRuns([database, rival]);
    const place = async ({ placement }: Contestants['one']) => {
      for (let count = 0; count < PLACEMENTS; count += 1)
        await placement.findOpenOrCreate(newOrderOf([await aBook(contestants, 9)]));
    };
    const { one, other } = contestants;
    await Promise.all(Array.from({ length: LOOPS }, (_, at) => place(at % 2 ? one : other)));

    // A book and an order each. In tables as small as these, PostgreSQL sees some conflicts that are none.
    expect(runs.count / (2 * LOOPS * PLACEMENTS)).toBeLessThan(1.6);
  });

  it('are paid one after another in each process, since each takes the next number of a receipt', async () => {
    const contestants = new Contestants(database, rival);
    const { orders } = contestants.one;
    const placed: PayableOrder[] = [];
    for (let count = 0; count < PAYMENTS; count += 1)
      placed.push(await anOrder(contestants, await aBook(contestants, 9)));
    const runs = countRuns([database]);

    await Promise.all(
      placed.map((order) => orders.applyTransition(order.id, isPaid(order), 'webhook')),
    );

    expect(runs.count).toBe(PAYMENTS);
  });
});

// As behind a pooler that drops the settings of sessions, if the shop opened there: see database-settings.
describeOnPostgres('two processes on one PostgreSQL that is READ COMMITTED', () => {
  const ROUNDS_TO_FAIL = 200;
  const GO_WRONG = [
    ...['a copy is added twice', 'two shoppers order the last copy', 'two attempts are declined'],
    ...[
      'a review is accepted twice',
      'a dispute is dismissed twice',
      'a discrepancy is found twice',
    ],
  ];
  const databases: DatabaseService[] = [];
  let contestants: Contestants;

  beforeAll(async () => {
    const url = `${await freshPostgres()}?options=-c%20TimeZone=UTC`;
    const open = () => DatabaseService.at({ kind: 'postgresql', url });
    const [one, other] = [await open(), await open()];
    databases.push(one, other);
    contestants = new Contestants(one, other);
  });
  afterAll(() => Promise.all(databases.map((database) => database.onApplicationShutdown())));

  it.each(RACES.filter(([name]) => GO_WRONG.includes(name)))(
    'go wrong when %s',
    async (_, race) => {
      let wrong: string[] = [];
      for (let round = 0; round < ROUNDS_TO_FAIL && wrong.length === 0; round += 1)
        wrong = await wrongRounds(race, contestants, 1);

      expect(wrong).toHaveLength(1);
    },
  );
});
