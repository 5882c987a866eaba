import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnEach, freshLocation } from '../../test/support/each-database.js';
import { DatabaseService } from '../database/database.service.js';
import { findOrderRow } from './order-row.queries.js';

describeOnEach(findOrderRow.name, (kind) => {
  let database: DatabaseService;

  beforeAll(async () => {
    database = await DatabaseService.at(await freshLocation(kind));
    await database.onModuleInit();
    await database.write((tx) =>
      tx.order.create({
        data: {
          ...{
            id: 'an-order',
            number: 1001,
            token: 'the-token-of-an-order-x',
            shopperId: 'ada',
            state: 'paid',
          },
          ...{ origin: 'cart', currency: 'usd', totalMinor: 2300, placedAt: new Date() },
          ...{ stripeMode: 'sandbox', stripeAccount: 'acct_sandbox' },
        },
      }),
    );
  });
  afterAll(() => database.onApplicationShutdown());

  it('goes on reading when a newer version of the shop has added a column', async () => {
    const read = () => findOrderRow(database.sql, 'id', 'an-order');
    // On each connection, which prepares the statement.
    const before = await Promise.all(Array.from({ length: 20 }, read));
    await database.writeSql((sql) => sql.run('ALTER TABLE "Order" ADD COLUMN "giftNote" TEXT'));

    const after = await Promise.all(Array.from({ length: 20 }, read));

    expect(after).toEqual(before);
  });
});
