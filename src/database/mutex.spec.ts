import { describe, expect, it } from '@jest/globals';
import { Mutex } from './mutex.js';

/** Lets everything happen that does not wait for something else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe(Mutex.name, () => {
  it('lets the first in at once', async () => {
    await expect(new Mutex().acquire()).resolves.toBeInstanceOf(Function);
  });

  it('lets one in at a time, in the order they came', async () => {
    const gate = new Mutex();
    const inside: string[] = [];
    const enter = async (name: string) => {
      const release = await gate.acquire();
      inside.push(name);
      return release;
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
    const gate = new Mutex();
    const release = await gate.acquire();
    release();
    await gate.acquire();
    let isThirdInside = false;
    void gate.acquire().then(() => (isThirdInside = true));

    release();
    await settle();

    expect(isThirdInside).toBe(false);
  });
});
