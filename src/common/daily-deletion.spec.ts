import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DailyDeletion, monthsBefore } from './daily-deletion.js';

const DAY_MS = 24 * 60 * 60_000;

class OldThings extends DailyDeletion {
  protected readonly what = 'old things';
  readonly deleteOld = jest.fn((now: Date) => Promise.resolve(now.getTime() > 0 ? 3 : 0));
}

describe(DailyDeletion, () => {
  let things: OldThings;
  const said: unknown[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    for (const level of ['log', 'error'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((text: unknown) => void said.push(text)); // prettier-ignore
    things = new OldThings();
    things.onApplicationBootstrap();
  });
  afterEach(() => {
    things.onModuleDestroy();
    jest.useRealTimers();
    jest.restoreAllMocks();
    said.length = 0;
  });

  it('deletes soon after the start, then once a day, and says what', async () => {
    await jest.advanceTimersByTimeAsync(2 * 60_000 + 2 * DAY_MS);

    expect(things.deleteOld).toHaveBeenCalledTimes(3);
    expect(said).toEqual(Array(3).fill('Deleted: 3 old things'));
  });

  it('tries again the next day what has failed', async () => {
    things.deleteOld.mockRejectedValueOnce(new Error('busy'));

    await jest.advanceTimersByTimeAsync(2 * 60_000 + DAY_MS);

    expect(said).toEqual(['Not deleted: old things', 'Deleted: 3 old things']);
  });
});

describe(monthsBefore, () => {
  it.each([
    ['2027-03-15', 12, '2026-03-15'],
    ['2027-03-31', 1, '2027-02-28'],
    ['2028-02-29', 12, '2027-02-28'],
  ])('goes back from %s by %d to %s', (from, months, to) => {
    const noon = (day: string) => new Date(`${day}T12:00:00Z`);

    expect(monthsBefore(noon(from), months)).toEqual(noon(to));
  });
});
