import { describe, expect, it } from '@jest/globals';
import { parseEnv } from './env.js';

const KEYS = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' };
const PROXY = 'http://proxy.example:3128';
const context = {
  directory: '/srv/folio',
  generatedSecrets: () => ({ session: 's'.repeat(64), webhook: 'whsec_generated' }),
};
const proxyWith = (raw: Record<string, string>) => parseEnv(raw, context).stripe.proxy;

describe('the proxy in front of Stripe', () => {
  it.each([
    ['HTTPS_PROXY', { HTTPS_PROXY: PROXY }],
    [
      'https_proxy, before all others',
      { HTTPS_PROXY: 'http://b', ALL_PROXY: 'http://c', https_proxy: PROXY },
    ],
    ['ALL_PROXY, where nothing else is set', { ALL_PROXY: PROXY, https_proxy: '' }],
    ['an address without http://', { HTTPS_PROXY: 'proxy.example:3128' }],
    [
      'a NO_PROXY of other hosts',
      { HTTPS_PROXY: PROXY, NO_PROXY: 'localhost,pi.stripe.com, e.com,' },
    ],
  ])('is taken from %s', (_case, variables) => {
    expect(proxyWith({ ...KEYS, ...variables })).toBe(PROXY);
  });

  it.each(['*', 'api.stripe.com', 'localhost .stripe.com', '*.stripe.com', 'Stripe.com:443'])(
    'is none when NO_PROXY is %s',
    (excluded) => {
      expect(proxyWith({ ...KEYS, HTTPS_PROXY: PROXY, NO_PROXY: excluded })).toBeNull();
      expect(proxyWith({ ...KEYS, HTTPS_PROXY: PROXY, no_proxy: excluded })).toBeNull();
    },
  );

  it('is never in front of a sandbox, which is on this machine', () => {
    const sandbox = {
      STRIPE_API_BASE: 'http://sandbox:12111',
      STRIPE_JS_URL: 'http://sandbox:12111/js',
    };

    expect(proxyWith({ HTTPS_PROXY: PROXY })).toBeNull();
    expect(proxyWith({ ...KEYS, ...sandbox, HTTPS_PROXY: PROXY })).toBeNull();
  });

  it('is refused when it is of another kind and Stripe has to be asked through it', () => {
    const socks = { ALL_PROXY: 'socks5://127.0.0.1:1080' };

    expect(() => proxyWith({ ...KEYS, ...socks })).toThrow(
      'HTTPS_PROXY must be the http or https address of a proxy',
    );
    expect(proxyWith(socks)).toBeNull();
  });

  it('is refused when its password is not encoded as in a URL', () => {
    expect(() => proxyWith({ ...KEYS, HTTPS_PROXY: 'http://u:100%@proxy.example' })).toThrow(
      'HTTPS_PROXY must be',
    );
  });
});
