import { describe, expect, it } from '@jest/globals';
import { readInit, readRequest } from './frame-request.js';

describe(readInit, () => {
  it('reads the key, the secret and the options', () => {
    const init = { kind: 'init', key: 'pk_test_1', clientSecret: 'pi_1_secret_2', element: {} };

    expect(readInit(init)).toEqual(init);
  });

  it('knows a page that has no PaymentIntent yet', () => {
    expect(readInit({ kind: 'init', key: 'pk_test_1' })?.clientSecret).toBeNull();
  });

  it.each([null, 'init', {}, { kind: 'init' }, { kind: 'other', key: 'pk_test_1' }])(
    'ignores %p',
    (message) => {
      expect(readInit(message)).toBeNull();
    },
  );
});

describe(readRequest, () => {
  it.each([
    { call: 'confirm', clientSecret: 'pi_1_secret_2', params: { return_url: 'http://shop.test' } },
    { call: 'retrieve', clientSecret: 'pi_1_secret_2' },
    { call: 'update', options: { element: { readOnly: true } } },
    { call: 'validate' },
    { call: 'clear' },
  ])('reads $call', (request) => {
    expect(readRequest({ id: 1, request })).toEqual({ id: 1, request });
  });

  it.each([
    null,
    { id: 1 },
    { id: '1', request: { call: 'clear' } },
    { id: 1, request: { call: 'confirm', clientSecret: 'pi_1_secret_2' } },
    { id: 1, request: { call: 'retrieve' } },
    { id: 1, request: { call: 'update' } },
    { id: 1, request: { call: 'constructor' } },
  ])('ignores %j', (message) => {
    expect(readRequest(message)).toBeNull();
  });
});
