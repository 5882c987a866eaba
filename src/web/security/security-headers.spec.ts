import { describe, expect, it, jest } from '@jest/globals';
import type { Request, Response } from 'express';
import { parseEnv } from '../../config/env.js';
import { securityHeaders } from './security-headers.js';

function policyWith(keys: Record<string, string>): string[] {
  const generatedSecrets = () => ({ session: 's'.repeat(64), webhook: 'whsec_generated' });
  const setHeader = jest.fn<(name: string, value: string) => void>();
  const handle = securityHeaders(parseEnv(keys, { directory: '/srv/folio', generatedSecrets }));
  const response = { setHeader, removeHeader: () => undefined } as unknown as Response;
  void handle({} as Request, response, () => undefined);
  const [, policy = ''] = setHeader.mock.calls.find(([name]) => name.endsWith('Policy')) ?? [];
  return policy.split(';');
}

describe('the Content-Security-Policy', () => {
  it('allows what Stripe’s guide lists for Stripe.js and Link, and nothing else', () => {
    const keys = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' };

    expect(policyWith(keys)).toEqual([
      "default-src 'none'",
      "script-src 'self' https://js.stripe.com https://*.js.stripe.com https://maps.googleapis.com",
      "style-src 'self'",
      "img-src 'self' data: https://*.stripe.com https://*.link.com",
      "connect-src 'self' https://api.stripe.com https://maps.googleapis.com https://link.com https://*.link.com",
      'frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com https://link.com https://*.link.com',
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });

  it('allows the sandbox alone when there are no keys', () => {
    expect(policyWith({})).toEqual([
      "default-src 'none'",
      "script-src 'self' http://127.0.0.1:12111",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self' http://127.0.0.1:12111",
      'frame-src http://127.0.0.1:12111',
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });
});
