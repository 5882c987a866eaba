import { describe, expect, it } from '@jest/globals';
import { Blockage } from './blockage.js';

const later = <T>(value: T, ms: number) =>
  new Promise<T>((resolve) => setTimeout(resolve, ms, value));

describe(Blockage.name, () => {
  it('leaves work alone while nobody keeps the lock', async () => {
    await expect(new Blockage().unlessBlocked(later('done', 30), 'not yet')).resolves.toBe('done');
  });

  it('does not wait for work once the lock is kept, before or after it began', async () => {
    const blockage = new Blockage();
    blockage.begin();
    const never = new Promise<string>(() => undefined);

    await expect(blockage.unlessBlocked(never, 'not yet')).resolves.toBe('not yet');
    await expect(blockage.unlessBlocked(never, 'not yet')).resolves.toBe('not yet');
  });

  it('is over once the lock is had', async () => {
    const blockage = new Blockage();
    blockage.begin();
    await blockage.unlessBlocked(later('done', 1_000), 'not yet');
    blockage.end();

    await expect(blockage.unlessBlocked(later('done', 30), 'not yet')).resolves.toBe('done');
  });

  it('takes no notice of a lock that is passed on at once', async () => {
    const blockage = new Blockage();
    const work = blockage.unlessBlocked(later('done', 60), 'not yet');
    blockage.begin();
    blockage.end();

    await expect(work).resolves.toBe('done');
  });

  it('lets work fail as it would', async () => {
    await expect(
      new Blockage().unlessBlocked(Promise.reject(new Error('broken')), undefined),
    ).rejects.toThrow('broken');
  });
});
