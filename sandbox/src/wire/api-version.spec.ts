import { describe, expect, it } from '@jest/globals';
import { apiVersion, effectiveVersion, isReleased } from './api-version.js';

describe(apiVersion, () => {
  it.each([
    [undefined, '2026-08-26.dahlia'],
    ['', '2026-08-26.dahlia'],
    ['2019-03-14', '2019-03-14'],
    ['2026-10-28.endive', '2026-10-28.endive'],
    ['2026-10-28.endive;', '2026-10-28.endive'],
    ['2026-10-28.preview', '2026-10-28.preview'],
  ])('takes %j for %s', (header, version) => {
    expect(apiVersion(header)).toBe(version);
  });

  it.each([
    'banana',
    '2024-06-20.acacia',
    '2024-10-28',
    '2025-02-24.preview',
    '2026-10-28.dahlia',
    '2026-10-27.preview',
    'preview',
    '; beta=v1',
  ])('refuses %j', (header) => {
    expect(() => apiVersion(header)).toThrow(new Error(`Invalid Stripe API version: ${header}`));
  });

  it('names the newest it knows to whoever may well be right', () => {
    expect(() => apiVersion('2027-03-31.fennel')).toThrow(
      new Error(
        'Invalid Stripe API version: 2027-03-31.fennel. The newest version that this sandbox knows is 2026-10-28.endive.',
      ),
    );
  });

  it('gives no account a beta', () => {
    expect(() => apiVersion('2026-05-27.preview; vipps_preview=v1')).toThrow(
      new Error(
        'Invalid Stripe API version: 2026-05-27.preview; vipps_preview=v1. You do not have permission to pass this beta header: vipps_preview. If you have any questions, we can help at https://support.stripe.com/.',
      ),
    );
  });
});

describe(effectiveVersion, () => {
  it.each([
    ['banana', '2026-08-26.dahlia'],
    ['2019-03-14', '2019-03-14'],
    ['2019-03-14; some_beta=v1', '2019-03-14'],
  ])('of %j is %s', (header, version) => {
    expect(effectiveVersion(header)).toBe(version);
  });
});

describe(isReleased, () => {
  it('is not true of a preview', () => {
    expect([isReleased('2026-08-26.dahlia'), isReleased('2026-08-26.preview')]).toEqual([
      true,
      false,
    ]);
  });
});
