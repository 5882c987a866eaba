import { describe, expect, it } from '@jest/globals';
import { logLevels } from './log-levels.js';

describe(logLevels.name, () => {
  it.each([
    ['fatal', ['fatal']],
    ['error', ['fatal', 'error']],
    ['warn', ['fatal', 'error', 'warn']],
    ['info', ['fatal', 'error', 'warn', 'log']],
    ['debug', ['fatal', 'error', 'warn', 'log', 'debug']],
  ] as const)('at %s prints %j', (level, printed) => {
    expect(logLevels(level)).toEqual(printed);
  });
});
