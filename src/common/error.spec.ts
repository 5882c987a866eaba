import { describe, expect, it } from '@jest/globals';
import { messageOf } from './error.js';

const inScripts = (await import(
  new URL('../../scripts/launcher/error.mjs', import.meta.url).href
)) as {
  messageOf: typeof messageOf;
};

describe.each([
  ['of the shop', messageOf],
  ['of the scripts, which run before it is built', inScripts.messageOf],
])('the message of what was thrown: %s', (_, message) => {
  it('is its own', () => {
    expect([new Error('broken'), 'a text'].map(message)).toEqual(['broken', 'a text']);
  });

  it('is that of each address of a name none of which answers: Node gives the whole none', () => {
    const parts = ['::1', '127.0.0.1'].map(
      (address) => new Error(`connect ECONNREFUSED ${address}`),
    );

    expect(message(new AggregateError(parts))).toBe(
      'connect ECONNREFUSED ::1, connect ECONNREFUSED 127.0.0.1',
    );
  });
});
