import { describe, expect, it } from '@jest/globals';
import { LogFilters, passes } from './log-filter.js';

const declined = {
  method: 'POST',
  path: '/v1/payment_intents',
  status: 402,
  ip: '127.0.0.1',
};

describe(passes.name, () => {
  it('lets everything through without filters', () => {
    expect(passes(declined, {})).toBe(true);
  });

  it.each([
    ['filter_account', 'self', 'connect_in'],
    ['filter_http_method', 'POST', 'GET'],
    ['filter_ip_address', '127.0.0.1', '10.0.0.1'],
    ['filter_request_path', '/v1/payment_intents', '/v1/charges'],
    ['filter_request_status', 'FAILED', 'SUCCEEDED'],
    ['filter_source', 'API', 'DASHBOARD'],
    ['filter_status_code', '402', '400'],
    ['filter_status_code_type', '400', '200'],
  ])('goes by %s', (name, right, wrong) => {
    const outcome = (values: string[]) => passes(declined, LogFilters.parse({ [name]: values }));

    expect([outcome([right]), outcome([wrong]), outcome([wrong, right])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('asks for all of several filters', () => {
    const filters = { filter_http_method: ['POST'], filter_status_code: ['200'] };

    expect(passes(declined, filters)).toBe(false);
  });
});
