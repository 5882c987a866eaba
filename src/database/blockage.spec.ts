import { describe, expect, it } from '@jest/globals';
import { Blockage } from './blockage.js';

const later = <T>(value: T, ms: number) =>
  new Promise<T>((resolve) => setTimeout(resolve, ms, value));

const never = (error: unknown) => {
  throw new Error('Nobody was left alone with it', { cause: error });
};

describe(Blockage.name, () => {
  it('leaves work alone while nobody keeps the lock', async () => {
    await expect(new Blockage().unlessBlocked(later('done', 30), 'not yet', never)).resolves.toBe(
      'done',
    );
  });

  it('does not wait for work once the lock is kept, before or after it began', async () => {
    const blockage = new Blockage();
    blockage.begin();
    const endless = new Promise<string>(() => undefined);

    await expect(blockage.unlessBlocked(endless, 'not yet', never)).resolves.toBe('not yet');
    await expect(blockage.unlessBlocked(endless, 'not yet', never)).resolves.toBe('not yet');
  });

  it('is over once the lock is had', async () => {
    const blockage = new Blockage();
    blockage.begin();
    await blockage.unlessBlocked(later('done', 1_000), 'not yet', never);
    blockage.end();

    await expect(blockage.unlessBlocked(later('done', 30), 'not yet', never)).resolves.toBe('done');
  });

  it('takes no notice of a lock that is passed on at once', async () => {
    const blockage = new Blockage();
    const work = blockage.unlessBlocked(later('done', 60), 'not yet', never);
    blockage.begin();
    blockage.end();

    await expect(work).resolves.toBe('done');
  });

  it('lets work fail as it would', async () => {
    await expect(
      new Blockage().unlessBlocked(Promise.reject(new Error('broken')), undefined, never),
    ).rejects.toThrow('broken');
  });

  it('tells of work that failed when nobody waited for it any more, and only then', async () => {
    const blockage = new Blockage();
    blockage.begin();
    const told: unknown[] = [];
    const broken = new Error('broken');
    const work = later(null, 50).then(() => Promise.reject(broken));

    await blockage.unlessBlocked<unknown>(work, 'not yet', (error) => told.push(error));
    await expect(work).rejects.toBe(broken);

    expect(told).toEqual([broken]);
  });
});
