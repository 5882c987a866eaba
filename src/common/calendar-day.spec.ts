import { describe, expect, it } from '@jest/globals';
import { dayAfter, dayOf, isCalendarDay, startOfDay } from './calendar-day.js';

describe(isCalendarDay.name, () => {
  it.each(['2026-11-30', '2028-02-29'])('knows %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-11-31',
    '30.11.2026',
    '2026-11-30T00:00',
    '2026-1-1',
    '0226-11-30',
  ])('does not guess at %s', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});

describe(startOfDay.name, () => {
  it.each([
    ['2026-11-30', 'UTC', '2026-11-30T00:00:00.000Z'],
    ['2026-11-30', 'Europe/Berlin', '2026-11-29T23:00:00.000Z'],
    ['2026-07-01', 'America/Los_Angeles', '2026-07-01T07:00:00.000Z'],
    ['2026-11-30', 'Pacific/Kiritimati', '2026-11-29T10:00:00.000Z'],
    ['2026-11-30', 'Asia/Kathmandu', '2026-11-29T18:15:00.000Z'],
    // The clocks are changed on this day, and the day after.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // They are changed at midnight: 0:00 is not there, or 23:00 is there twice.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
    // A day that was left out, when Samoa changed sides.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s is %s', (day, timeZone, start) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(start);
  });

  it('is the first moment of the day', () => {
    const start = startOfDay('2018-11-04', 'America/Sao_Paulo');

    expect(dayOf(start, 'America/Sao_Paulo')).toBe('2018-11-04');
    expect(dayOf(new Date(start.getTime() - 1), 'America/Sao_Paulo')).toBe('2018-11-03');
  });
});

describe(dayAfter.name, () => {
  it.each([
    ['2026-12-31', '2027-01-01'],
    ['2028-02-28', '2028-02-29'],
  ])('comes after %s', (day, next) => {
    expect(dayAfter(day)).toBe(next);
  });
});
