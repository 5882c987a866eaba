import { afterEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_LOCALE, useLocale } from '../texts/locale.js';
import { formatTime } from './format-time.js';

const at = new Date('2026-11-29T17:40:00Z');

describe(formatTime.name, () => {
  afterEach(() => useLocale(DEFAULT_LOCALE));

  it('says the day, the time and the time zone', () => {
    expect(formatTime(at)).toBe('29 November 2026, 17:40 UTC');
  });

  it('counts in the time zone of the shop', () => {
    useLocale({ tag: 'en-GB', timeZone: 'Europe/London' });
    const summer = new Date('2026-06-30T23:10:00Z');

    expect(formatTime(summer)).toBe('1 July 2026, 00:10 BST');
  });

  it('names the zone as the country of the shop does', () => {
    useLocale({ tag: 'en-US', timeZone: 'America/New_York' });

    expect(formatTime(at)).toBe('29 November 2026, 12:40 EST');
  });

  it('is in the language of the shop', () => {
    useLocale({ tag: 'de-DE', timeZone: 'Europe/Berlin' });

    expect(formatTime(at)).toBe('29. November 2026, 18:40 Uhr MEZ');
  });
});
