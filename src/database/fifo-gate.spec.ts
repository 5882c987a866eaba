import { describe, expect, it } from '@jest/globals';
import { FifoGate } from './fifo-gate.js';

/** Lets everything happen that does not wait for something else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe(FifoGate.name, () => {
  it('lets the first in at once', async () => {
    await expect(new FifoGate().enter()).resolves.toBeInstanceOf(Function);
  });

  it('lets one in at a time, in the order they came', async () => {
    const gate = new FifoGate();
    const inside: string[] = [];
    const enter = async (name: string) => {
      const leave = await gate.enter();
      inside.push(name);
      return leave;
    };

    const [first, second, third] = [enter('first'), enter('second'), enter('third')];
    (await first)();
    await settle();

    expect(inside).toEqual(['first', 'second']);

    (await second)();
    await third;

    expect(inside).toEqual(['first', 'second', 'third']);
  });

  it('lets nobody else in when somebody leaves twice', async () => {
    const gate = new FifoGate();
    const leave = await gate.enter();
    leave();
    await gate.enter();
    let isThirdInside = false;
    void gate.enter().then(() => (isThirdInside = true));

    leave();
    await settle();

    expect(isThirdInside).toBe(false);
  });
});
