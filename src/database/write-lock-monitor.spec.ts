import { describe, expect, it } from '@jest/globals';
import { WriteLockMonitor } from './write-lock-monitor.js';

const later = <T>(value: T, ms: number) =>
  new Promise<T>((resolve) => setTimeout(resolve, ms, value));

const never = (error: unknown) => {
  throw new Error('Nobody was left alone with it', { cause: error });
};

describe(WriteLockMonitor.name, () => {
  it('leaves work alone while nobody keeps the lock', async () => {
    await expect(
      new WriteLockMonitor(20).orIfLocked(later('done', 30), 'not yet', never),
    ).resolves.toBe('done');
  });

  it('does not wait for work once the lock is kept, before or after it began', async () => {
    const writeLock = new WriteLockMonitor(20);
    writeLock.waitStarted();
    const endless = new Promise<string>(() => undefined);

    await expect(writeLock.orIfLocked(endless, 'not yet', never)).resolves.toBe('not yet');
    await expect(writeLock.orIfLocked(endless, 'not yet', never)).resolves.toBe('not yet');
  });

  it('is over once the lock is had', async () => {
    const writeLock = new WriteLockMonitor(20);
    const waitEnded = writeLock.waitStarted();
    await writeLock.orIfLocked(later('done', 1_000), 'not yet', never);
    waitEnded();

    await expect(writeLock.orIfLocked(later('done', 30), 'not yet', never)).resolves.toBe('done');
  });

  it('takes no notice of a lock that is passed on at once', async () => {
    const writeLock = new WriteLockMonitor(20);
    const work = writeLock.orIfLocked(later('done', 60), 'not yet', never);
    writeLock.waitStarted()();

    await expect(work).resolves.toBe('done');
  });

  it('goes on while another long wait does', async () => {
    const writeLock = new WriteLockMonitor(0);
    const [firstEnded] = [writeLock.waitStarted(), writeLock.waitStarted()];
    await writeLock.orIfLocked(later('done', 1_000), 'not yet', never);
    firstEnded();
    firstEnded();

    await expect(writeLock.orIfLocked(later('done', 30), 'not yet', never)).resolves.toBe(
      'not yet',
    );
  });

  it('lets work fail as it would', async () => {
    await expect(
      new WriteLockMonitor(20).orIfLocked(Promise.reject(new Error('broken')), undefined, never),
    ).rejects.toThrow('broken');
  });

  it('tells of work that failed when nobody waited for it any more, and only then', async () => {
    const writeLock = new WriteLockMonitor(20);
    writeLock.waitStarted();
    const told: unknown[] = [];
    const broken = new Error('broken');
    const work = later(null, 50).then(() => Promise.reject(broken));

    await writeLock.orIfLocked<unknown>(work, 'not yet', (error) => told.push(error));
    await expect(work).rejects.toBe(broken);

    expect(told).toEqual([broken]);
  });
});
