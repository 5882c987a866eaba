import { describe, expect, it } from '@jest/globals';
import { prettyLogLine } from './pretty-log-line.js';

const entry = { time: '2026-11-22T22:32:46.123Z', level: 'info', msg: 'GET / 200' };

describe(prettyLogLine.name, () => {
  it('says when, how grave, who, what and how long', () => {
    expect(prettyLogLine(JSON.stringify({ ...entry, context: 'Access', ms: 12 }))).toBe(
      '22:32:46.123 INFO  Access: GET / 200 12 ms\n',
    );
  });

  it('puts the stack below, where it cannot pass for a line of its own', () => {
    const err = { stack: 'Error: a\n22:32:46.124 INFO  forged\n    at b' };

    expect(prettyLogLine(JSON.stringify({ ...entry, err }))).toBe(
      '22:32:46.123 INFO  GET / 200\n    Error: a\n    22:32:46.124 INFO  forged\n        at b\n',
    );
  });

  it('spells out line breaks and what moves a cursor', () => {
    const line = prettyLogLine(JSON.stringify({ ...entry, msg: 'a\nb\r\u001b[2Kc\u2028d\u0085' }));

    expect(line.trimEnd()).toBe(String.raw`22:32:46.123 INFO  a\nb\r\u001b[2Kc` + '\u2028d\u0085');
  });
});
