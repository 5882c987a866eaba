import { describe, expect, it } from '@jest/globals';
import { KeyedMutex } from './keyed-mutex.js';

const PATIENCE_MS = 5_000;

/** Notes when it starts, and ends when it is told to. */
function workIn(log: string[], name: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async () => {
    log.push(name);
    await ended;
  };
  return { end, run };
}

describe(KeyedMutex.name, () => {
  it('runs one after another what has the same key, and beside it what has another', async () => {
    const [mutex, log] = [new KeyedMutex(), [] as string[]];
    const [first, second, other] = ['first', 'second', 'other'].map((name) => workIn(log, name));
    const runs = [
      mutex.run('a', PATIENCE_MS, async () => first?.run()),
      mutex.run('a', PATIENCE_MS, async () => second?.run()),
      mutex.run('b', PATIENCE_MS, async () => other?.run()),
    ];
    other?.end();
    await runs[2];
    expect(log).toEqual(['first', 'other']);
    first?.end();
    second?.end();
    await Promise.all(runs);

    expect(log).toEqual(['first', 'other', 'second']);
  });

  it('lets the next one run after a failure, and after one that did not wait any longer', async () => {
    const [mutex, log] = [new KeyedMutex(), [] as string[]];
    const first = workIn(log, 'first');
    const running = mutex.run('a', PATIENCE_MS, async () => {
      await first.run();
      throw new Error('broken');
    });
    const late: unknown = await mutex.run('a', 1, first.run).catch((error: unknown) => error);
    const next = mutex.run('a', PATIENCE_MS, () => Promise.resolve('done'));
    first.end();

    await expect(running).rejects.toThrow('broken');
    await expect(next).resolves.toBe('done');
    expect([late, log]).toMatchObject([{ cause: { kind: 'SocketTimeout' } }, ['first']]);
  });
});
