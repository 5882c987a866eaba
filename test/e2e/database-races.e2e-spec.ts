import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DatabaseService } from '../../src/database/database.service.js';
import { AFTER_SALE_RACES } from '../races/after-sale-races.js';
import { CART_RACES } from '../races/cart-races.js';
import { Contestants, type Race } from '../races/contestants.js';
import { PAYMENT_RACES } from '../races/payment-races.js';
import { aBook, newOrderOf } from '../races/rows.js';
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
  const [LOOPS, PLACEMENTS] = [4, 25];
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
    let runs = 0;
    for (const each of [database, rival]) {
      const [write, writeSql] = [each.write.bind(each), each.writeSql.bind(each)];
      const count = <Run extends unknown[], T>(work: (...run: Run) => T) => {
        return (...run: Run) => {
          runs += 1;
          return work(...run);
        };
      };
      each.write = (work, about) => write(count(work), about);
      each.writeSql = (work, about) => writeSql(count(work), about);
    }
    const place = async ({ placement }: Contestants['one']) => {
      for (let count = 0; count < PLACEMENTS; count += 1)
        await placement.findOpenOrCreate(newOrderOf([await aBook(contestants, 9)]));
    };
    const { one, other } = contestants;
    await Promise.all(Array.from({ length: LOOPS }, (_, at) => place(at % 2 ? one : other)));

    // A book and an order each. In tables as small as these, PostgreSQL sees some conflicts that are none.
    expect(runs / (2 * LOOPS * PLACEMENTS)).toBeLessThan(1.6);
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
