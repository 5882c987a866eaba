import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Request, Response } from 'express';
import { MemoryCounters } from './counters.js';
import { type Limit, rateLimits as rateLimitsOn } from './rate-limits.js';

const LIMIT: Limit = {
  path: '/checkout',
  message: 'problem.limits.cart',
  session: { times: 3, seconds: 60 },
  address: { times: 4, seconds: 60 },
  overall: { times: 20, seconds: 60 },
};

const rateLimits = (limits: readonly Limit[]) => rateLimitsOn(limits, new MemoryCounters());

/** Posts until the first refusal. Resolves to how many were let in. */
async function letIn(addresses: Iterable<string>, limits = rateLimits([LIMIT])): Promise<number> {
  let count = 0;
  for (const ip of addresses) {
    if (!(await isLetIn(limits, ip))) return count;
    count += 1;
  }
  return count;
}

function isLetIn(limits: ReturnType<typeof rateLimits>, ip: string): Promise<boolean> {
  const request = { method: 'POST', url: '/checkout', headers: {}, ip } as Request;
  return new Promise((resolve) => {
    limits(request, {} as Response, (refusal?: unknown) => resolve(refusal === undefined));
  });
}

function* subnets(count: number, address: (n: string) => string) {
  for (let n = 0; n < count; n += 1) yield address(n.toString(16));
}

describe(rateLimitsOn.name, () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('counts a /56 of IPv6 as one home, however many of its networks are used', async () => {
    expect(await letIn(subnets(16, (n) => `2001:db8:0:${n}::1`))).toBe(8);
  });

  it('lets no /48 use up the quota of all', async () => {
    const limits = rateLimits([{ ...LIMIT, overall: { times: 40, seconds: 60 } }]);

    expect(
      await letIn(
        subnets(64, (n) => `2001:db8:0:${n}00::1`),
        limits,
      ),
    ).toBe(32);
  });

  it('takes nothing from a client whom another limit refuses', async () => {
    const address = { ...LIMIT.address, seconds: 120 };
    const limits = rateLimits([{ ...LIMIT, address, overall: { times: 2, seconds: 60 } }]);
    await letIn(['203.0.113.1', '203.0.113.2'], limits);
    const refused = [];
    for (let n = 0; n < 10; n += 1) refused.push(await isLetIn(limits, '203.0.113.9'));
    jest.advanceTimersByTime(61_000);

    expect(refused).not.toContain(true);
    expect(await isLetIn(limits, '203.0.113.9')).toBe(true);
  });
});
