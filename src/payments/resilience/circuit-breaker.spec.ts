import { describe, expect, it } from '@jest/globals';
import { CircuitBreaker } from './circuit-breaker.js';

function breakerAt() {
  const clock = { ms: 0 };
  const breaker = new CircuitBreaker(() => clock.ms);
  const fail = (times: number) => {
    for (let count = 1; count <= times; count += 1) breaker.record('failed');
  };
  return { breaker, clock, fail };
}

describe(CircuitBreaker.name, () => {
  it('lets everybody through while some are answered', () => {
    const { breaker, fail } = breakerAt();
    fail(9);
    breaker.record('answered');
    fail(9);

    expect(breaker.canExecute()).toBe(true);
  });

  it('lets nobody through for two seconds after ten failures in a row', () => {
    const { breaker, clock, fail } = breakerAt();
    fail(10);

    expect(breaker.canExecute()).toBe(false);
    clock.ms = 1_999;
    expect(breaker.canExecute()).toBe(false);
  });

  it('then lets one try, and the others only when it was answered', () => {
    const { breaker, clock, fail } = breakerAt();
    fail(10);
    clock.ms = 2_000;

    expect([breaker.canExecute(), breaker.canExecute()]).toEqual([true, false]);
    breaker.record('failed');
    expect(breaker.canExecute()).toBe(false);
    clock.ms = 4_000;
    expect([breaker.canExecute(), breaker.canExecute()]).toEqual([true, false]);
    breaker.record('answered');
    expect([breaker.canExecute(), breaker.canExecute()]).toEqual([true, true]);
  });

  it('is shut for two seconds more from when that one has failed, however long it took', () => {
    const { breaker, clock, fail } = breakerAt();
    fail(10);
    clock.ms = 2_000;
    breaker.canExecute();
    clock.ms = 4_500;
    breaker.record('failed');

    expect(breaker.canExecute()).toBe(false);
    clock.ms = 6_500;
    expect(breaker.canExecute()).toBe(true);
  });

  it('lets another try when nothing was heard of the first', () => {
    const { breaker, clock, fail } = breakerAt();
    fail(10);
    clock.ms = 2_000;
    breaker.canExecute();
    clock.ms = 4_000;

    expect(breaker.canExecute()).toBe(true);
  });
});
