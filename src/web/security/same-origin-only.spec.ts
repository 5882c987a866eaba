import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { sameOriginOnly } from './same-origin-only.js';

const guard = sameOriginOnly({ publicUrl: 'http://localhost:3000', nodeEnv: 'development' });

/** What the guard hands on: an error, or nothing. */
function verdict(headers: Record<string, string>, method = 'POST', by = guard): unknown {
  let handedOn: unknown = 'not called';
  void by({ method, headers } as unknown as Request, {} as Response, (error) => {
    handedOn = error;
  });
  return handedOn;
}

const REFUSED = expect.objectContaining({ code: 'cross-site-request' });

describe(sameOriginOnly.name, () => {
  it('takes what the shop’s own pages send', () => {
    expect(verdict({ 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    expect(verdict({ origin: 'http://localhost:3000' })).toBeUndefined();
  });

  it('takes what the shopper repeats by reloading', () => {
    expect(verdict({ 'sec-fetch-site': 'none' })).toBeUndefined();
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' }, // another port of this machine, or another subdomain
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:3000.evil.example' },
    { origin: 'null' },
    {},
  ])('refuses %j', (headers) => {
    expect(verdict(headers as Record<string, string>)).toEqual(REFUSED);
  });

  it('believes Sec-Fetch-Site, which no page can set, before Origin', () => {
    expect(verdict({ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' })).toEqual(
      REFUSED,
    );
  });

  it('tells whoever opened it under another name where the shop is, and how to change that', () => {
    const headers = { host: 'shop.lan:3000', origin: 'http://shop.lan:3000' };

    expect(verdict(headers)).toMatchObject({
      code: 'cross-site-request',
      options: {
        detail: expect.stringMatching(
          /is http:\/\/localhost:3000: .+ set PUBLIC_URL to it/,
        ) as unknown,
        next: { href: 'http://localhost:3000' },
      },
    });
    expect(verdict({ ...headers, origin: 'http://evil.example' })).toMatchObject({
      options: { detail: expect.not.stringContaining('PUBLIC_URL') as unknown },
    });
  });

  it('tells shoppers of a shop in production nothing of its configuration', () => {
    const online = { publicUrl: 'https://books.example', nodeEnv: 'production' } as const;
    const headers = { host: 'shop.lan:3000', origin: 'http://shop.lan:3000' };

    expect(verdict(headers, 'POST', sameOriginOnly(online))).toMatchObject({
      options: {
        detail: 'The address of this shop is https://books.example: please use it there.',
      },
    });
  });

  it('lets everybody read', () => {
    expect(verdict({}, 'GET')).toBeUndefined();
  });
});
