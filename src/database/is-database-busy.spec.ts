import { describe, expect, it } from '@jest/globals';
import { DatabaseAwayError } from './database-away-error.js';
import { isDatabaseBusy, isDatabaseError } from './is-database-busy.js';

const withCode = (code: string, more = {}) => Object.assign(new Error('broken'), { code, ...more });

describe(isDatabaseBusy.name, () => {
  it('knows a server that is away, and one on which a write has lost or was late', () => {
    const conflict = withCode('40001', { severity: 'ERROR' });

    expect([new DatabaseAwayError(), conflict].map(isDatabaseBusy)).toEqual([true, true]);
  });

  it.each(['ECONNREFUSED', 'EPIPE', 'EBUSY', 'ETIMEDOUT', '40001'])(
    'does not take an error of something else for one of the database: %s',
    (code) => {
      expect([isDatabaseBusy(withCode(code)), isDatabaseError(withCode(code))]).toEqual([
        false,
        false,
      ]);
    },
  );
});
