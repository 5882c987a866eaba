import { describe, expect, it } from '@jest/globals';
import { matches } from './trouble-kinds.js';

describe('matches', () => {
  it.each([
    ['/v1/refunds', '/v1/refunds', true],
    ['/v1/refunds', '/v1/refunds/re_1', false],
    ['/v1/payment_intents*', '/v1/payment_intents/pi_1/confirm', true],
    ['/v1/*/confirm', '/v1/payment_intents/pi_1/confirm', true],
    ['/v1/*/confirm', '/v1/payment_intents/pi_1/cancel', false],
    ['payment_intent.*', 'payment_intent.succeeded', true],
    ['payment_intent.*', 'payment_intentXsucceeded', false],
    ['*.succeeded', 'charge.succeeded', true],
    ['ab*ba', 'aba', false],
    ['*', '', true],
    ['', 'charge.succeeded', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes no time over many stars', () => {
    const started = performance.now();

    expect(matches(`/v1${'*a'.repeat(60)}b`, `/v1/${'a'.repeat(4000)}`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
