// Reads several relations in a transaction on PostgreSQL, with the shop's adapter and then with Prisma's as it comes.
// Sends what Node warned of during each.
import { setImmediate as aTurn } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { PrismaClient } from '../../../src/database/generated/client.js';
import { PrismaClient as PostgresqlClient } from '../../../src/database/postgresql/generated/client.js';
import { PostgresqlEngine } from '../../../src/database/postgresql/postgresql-engine.js';

const [url = ''] = process.argv.slice(2);
const include = { lines: true, ledger: true, timeline: true };
const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));

async function warningsOf(client: Pick<PrismaClient, '$transaction'>): Promise<string[]> {
  await client.$transaction((tx) => tx.order.findMany({ include }));
  await aTurn();
  return warnings.splice(0);
}

const engine = new PostgresqlEngine(url);
const stock = new PostgresqlClient({ adapter: new PrismaPg(url) }) as unknown as PrismaClient;
const ours = [
  ...(await warningsOf(engine.reader)),
  ...(await warningsOf({ $transaction: engine.write.bind(engine) } as never)),
];
process.send?.({ ours, stock: await warningsOf(stock) });
await Promise.all([engine.close(), stock.$disconnect()]);
process.disconnect();
