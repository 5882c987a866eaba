import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DatabaseService } from '../../src/database/database.service.js';
import { AFTER_SALE_RACES } from '../races/after-sale-races.js';
import { CART_RACES } from '../races/cart-races.js';
import { Contestants, type Race } from '../races/contestants.js';
import { PAYMENT_RACES } from '../races/payment-races.js';
import { PLACEMENT_RACES } from '../races/placement-races.js';
import { RECORD_RACES } from '../races/record-races.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';

// Every write of the shop against itself or its rival, by two processes' worth of connections: see decision 18.

const ROUNDS = 60;
const RACES = [CART_RACES, PLACEMENT_RACES, PAYMENT_RACES, AFTER_SALE_RACES, RECORD_RACES].flatMap(
  (races) => Object.entries(races),
);

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
