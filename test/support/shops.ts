import { freePort, type Program, startProgram } from 'stripe-sandbox/testing';
import { Balancer } from './balancer.js';

/** How many processes a shop under test is: `npm run test:postgres -- --shops=2`. */
export const SHOPS = Number(process.env['FOLIO_TEST_SHOPS'] ?? 1);

/**
 * Starts a shop that is so many processes behind the one address, and answers as one program: its output is that of all,
 * it ends when one of them does, and `pid` is the first one's.
 */
export async function startShops(
  script: string,
  env: Record<string, string>,
  url: string,
): Promise<Program> {
  const balancer = await Balancer.open({ port: Number(new URL(url).port) });
  const shops: Program[] = [];
  const stop = async (signal?: NodeJS.Signals) => {
    await Promise.all(shops.map((shop) => shop.stop(signal)));
    balancer.close();
  };
  try {
    while (shops.length < SHOPS) {
      const port = await freePort();
      const own = `http://127.0.0.1:${port}`;
      shops.push(await startProgram(script, { ...env, PORT: String(port) }, `${own}/health/live`));
      balancer.urls.push(own);
    }
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  await balancer.look();
  return {
    pid: shops[0]?.pid ?? 0,
    output: () => shops.map((shop) => shop.output()).join('\n'),
    stopReading: () => shops.forEach((shop) => shop.stopReading()),
    stop,
    ended: Promise.race(shops.map((shop) => shop.ended)),
  };
}
