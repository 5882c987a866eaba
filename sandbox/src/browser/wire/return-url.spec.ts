import { describe, expect, it } from '@jest/globals';
import { buildReturnUrl, isReturnUrl } from './return-url.js';

const SUCCEEDED = { id: 'pi_1', status: 'succeeded' } as const;
const build = (url: string) => buildReturnUrl(url, SUCCEEDED, 'pi_1_secret_x');
const ADDED =
  'payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_x&redirect_status=succeeded';

describe(buildReturnUrl, () => {
  it('appends what Stripe appends', () => {
    expect(build('http://shop.test/done')).toBe(`http://shop.test/done?${ADDED}`);
  });

  it('keeps the query and the fragment of the page untouched', () => {
    expect(build('http://shop.test/done?a=b%20c&flag#top')).toBe(
      `http://shop.test/done?a=b%20c&flag&${ADDED}#top`,
    );
  });

  it('replaces what an earlier return left behind', () => {
    expect(build('http://shop.test/done?payment_intent=pi_0&a=1')).toBe(
      `http://shop.test/done?a=1&${ADDED}`,
    );
  });

  it.each([
    ['processing', 'pending'],
    ['requires_capture', 'succeeded'],
    ['requires_payment_method', 'failed'],
    ['canceled', 'failed'],
  ] as const)('says %s as %s', (status, word) => {
    const url = buildReturnUrl('http://shop.test/', { id: 'pi_1', status }, 'pi_1_secret_x');

    expect(new URL(url).searchParams.get('redirect_status')).toBe(word);
  });
});

describe(isReturnUrl, () => {
  it('accepts web addresses only', () => {
    expect(isReturnUrl('https://shop.test/done')).toBe(true);
    expect(isReturnUrl('/done')).toBe(false);
    expect(isReturnUrl('javascript:alert(1)')).toBe(false);
    expect(isReturnUrl('')).toBe(false);
  });
});
