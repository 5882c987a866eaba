import { describe, expect, it } from '@jest/globals';
import { readChallengeInit, readChallengeQuery } from './challenge-message.js';

const CHALLENGE = { paymentIntentId: 'pi_1', clientSecret: 'pi_1_secret_x', source: 'payatt_1' };

describe(readChallengeInit, () => {
  it('takes what the stand-in sends', () => {
    const init = { kind: 'challenge', scheme: 'dark', ...CHALLENGE };

    expect(readChallengeInit(init)).toEqual(init);
  });

  it.each([
    null,
    'challenge',
    { ...CHALLENGE },
    { kind: 'challenge', ...CHALLENGE, paymentIntentId: 1 },
    { kind: 'challenge', ...CHALLENGE, clientSecret: undefined },
    { kind: 'challenge', ...CHALLENGE, source: null },
  ])('ignores %p', (message) => {
    expect(readChallengeInit(message)).toBeNull();
  });

  it('is light unless it is told to be dark', () => {
    expect(readChallengeInit({ kind: 'challenge', ...CHALLENGE, scheme: 7 })?.scheme).toBe('light');
  });
});

describe(readChallengeQuery, () => {
  it('takes what the sandbox wrote into the address', () => {
    const query = '?payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_x&source=payatt_1';

    expect(readChallengeQuery(query)).toEqual(CHALLENGE);
  });

  it('finds nothing in an address without one of them', () => {
    expect(readChallengeQuery('?payment_intent=pi_1&source=payatt_1')).toBeNull();
  });
});
