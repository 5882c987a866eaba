// One shop only: the balancer of the tests reads a request whole before it passes it.
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOn, openSocket, statusOf } from '../../sandbox/test/support/raw-http.js';
import { millisecondsOf, nearlyAllBelow } from '../support/stalls.js';
import { World } from '../support/world.js';

const MANY = 500;
const DRIP_EVERY_MS = 500;
// Node resets a connection that it ends while bytes arrive, and whoever is reset may not read why. So most fall silent just
// before they are ended, and a few send to the end, to see that sending does not put it off.
const SILENT_AFTER_MS = 9_000;
const NEVER_SILENT = 20;
const VISITS = 150;
// Well before the shop ends the slow ones, which it does after ten seconds.
const VISITING_MS = 5_000;

const POST = 'POST /checkout?session=new HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n';
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\n';

/** What a slow client begins with, before it sends a byte now and then. */
const BEGINNINGS = [
  () => 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ',
  (index: number) => `${POST}X-Forwarded-For: 10.9.${index >> 8}.${index & 255}\r\n${FORM}slug=`,
];

describe('slow clients', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  /** The time that 95 of 100 visitors wait for the first page at most, in milliseconds. */
  async function waitingTime(): Promise<number> {
    const times: number[] = [];
    const end = performance.now() + VISITING_MS;
    while (times.length < VISITS && performance.now() < end) {
      const started = performance.now();
      expect((await fetch(world.shopUrl)).status).toBe(200);
      times.push(performance.now() - started);
    }
    return nearlyAllBelow(times);
  }

  async function beSlow(index: number): Promise<Socket> {
    const socket = await openSocket(world.shopUrl);
    const begin = BEGINNINGS[index % BEGINNINGS.length];
    if (begin) socket.write(begin(index));
    return socket;
  }

  it('cost nobody else anything, and are told 408', async () => {
    await waitingTime(); // warm
    const before = await waitingTime();

    const silentFrom = performance.now() + SILENT_AFTER_MS;
    const sockets = await Promise.all(Array.from({ length: MANY }, (_, index) => beSlow(index)));
    const answers = sockets.map(answerOn);
    const drip = setInterval(() => {
      const sending = performance.now() < silentFrom ? sockets : sockets.slice(0, NEVER_SILENT);
      for (const socket of sending) if (socket.writable) socket.write('x');
    }, DRIP_EVERY_MS);
    const during = await waitingTime();
    const stillOpen = sockets.filter(({ readable }) => readable).length;
    const ended = await Promise.race([Promise.all(answers), wait(40_000, null, { ref: false })]);
    clearInterval(drip);
    for (const socket of sockets) socket.destroy();

    const times = `p95 is ${before.toFixed(1)} ms alone, ${during.toFixed(1)} ms beside ${MANY} slow clients`;
    expect([times, during < Math.max(5 * before, 150)]).toEqual([times, true]);
    expect(stillOpen).toBe(MANY); // or the visitors were not there at the same time
    const toTheEnd = ended?.slice(0, NEVER_SILENT).map(statusOf);
    expect([0, 408]).toEqual(expect.arrayContaining([...new Set(toTheEnd)]));
    const told408 = ended?.slice(NEVER_SILENT).map(statusOf);
    expect(told408).toEqual(Array.from({ length: MANY - NEVER_SILENT }, () => 408));
  }, 90_000);

  it('that send thousands of requests in one packet and read nothing keep nobody else waiting', async () => {
    const usual = await waitingTime();
    const pages = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2_300);
    const waits: number[] = [];
    while (waits.length < 3) {
      const socket = await openSocket(world.shopUrl);
      socket.pause().write(pages);
      const visit = () => fetch(`${world.shopUrl}/health/live`);
      waits.push(await millisecondsOf(async () => expect((await visit()).status).toBe(200)));
      socket.destroy();
    }

    const [, waited = Infinity] = waits.toSorted((a, b) => a - b);
    const told = `${waited.toFixed(0)} ms, and ${usual.toFixed(1)} ms for a page alone`;
    // To answer all of them takes as long as hundreds of pages.
    expect([told, waited < Math.max(30 * usual, 300)]).toEqual([told, true]);
  }, 60_000);
});
