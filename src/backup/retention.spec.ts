import { describe, expect, it } from '@jest/globals';
import { backupName, timestampOf } from './backup-name.js';
import { expired } from './retention.js';

const NOW = Date.parse('2026-11-23T12:30:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const before = (milliseconds: number) => backupName(new Date(NOW - milliseconds));
const every = (step: number, count: number) =>
  Array.from({ length: count }, (_, at) => before(at * step));

describe(timestampOf.name, () => {
  it('reads back the moment that a name was made of, and no other file’s', () => {
    const at = new Date(NOW + 7);

    expect(timestampOf(backupName(at))).toEqual(at);
    expect(['folio.db', `${backupName(at)}.sha256`, 'x'.repeat(27)].map(timestampOf)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe(expired.name, () => {
  it('keeps the newest eight however close together', () => {
    expect(expired(every(MINUTE, 10))).toEqual(every(MINUTE, 10).slice(8));
  });

  it('keeps the newest of each of 24 hours and of each of 30 days', () => {
    const names = every(HOUR, 24 * 40);

    const kept = names.filter((name) => !expired(names).includes(name));

    expect(kept.slice(0, 24)).toEqual(every(HOUR, 24));
    expect(new Set(kept.map((name) => name.slice(0, 10))).size).toBe(30);
    expect(kept.slice(24).every((name) => name.includes('T23-'))).toBe(true);
  });

  it('never takes the newest, nor a file that is no backup', () => {
    expect(expired([before(400 * 24 * HOUR), 'folio.db', 'notes.txt'])).toEqual([]);
  });
});
