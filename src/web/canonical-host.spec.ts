import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { canonicalHost } from './canonical-host.js';

const LOCAL = 'http://localhost:3000';
const ONLINE = 'https://books.example';

/** Where it leads, or `null` when the page is shown. */
function visit(
  handler: ReturnType<typeof canonicalHost>,
  host: string,
  url: string,
  method = 'GET',
) {
  let target: string | null | undefined;
  const redirect = (status: number, to: string) => {
    expect(status).toBe(307);
    target = to;
  };
  const request = { method, host, originalUrl: url } as unknown as Request;
  void handler(request, { redirect } as unknown as Response, () => (target = null));
  return target;
}
const opened = (publicUrl: string, host: string, url: string, method?: string) =>
  visit(canonicalHost(publicUrl), host, url, method);

describe(canonicalHost.name, () => {
  it.each([
    [LOCAL, '127.0.0.1:3000', '/cart', '/cart?from_other_host=1'],
    [LOCAL, '[::1]:3000', '/?q=1', '/?q=1&from_other_host=1'],
    [ONLINE, 'www.books.example', '/books/x', '/books/x?from_other_host=1'],
    [ONLINE, '203.0.113.7', '//evil.example', '//evil.example?from_other_host=1'],
  ])('leads from another name of %s, %s%s, to the same page', (publicUrl, host, url, path) => {
    expect(opened(publicUrl, host, url)).toBe(publicUrl + path);
  });

  it('shows pages under the right name, whatever its case, and takes the mark away again', () => {
    expect(opened(ONLINE, 'Books.Example', '/cart')).toBeNull();
    expect(opened(ONLINE, 'books.example', '/?q=1&from_other_host=1')).toBe(`${ONLINE}/?q=1`);
  });

  it('makes no loop behind a proxy that rewrites the name, and redirects no more', () => {
    const handler = canonicalHost(ONLINE);

    expect(visit(handler, 'shop:3000', '/')).toBe(`${ONLINE}/?from_other_host=1`);
    expect(visit(handler, 'shop:3000', '/?from_other_host=1')).toBeNull();
    expect(visit(handler, 'shop:3000', '/cart')).toBeNull();
    expect(visit(handler, 'www.books.example', '/cart')).not.toBeNull();
  });

  it('remembers a hundred such names at most, and warns of the first', () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const handler = canonicalHost(ONLINE);
    for (const at of Array(101).keys()) visit(handler, `shop-${at}`, '/?from_other_host=1');

    expect(visit(handler, 'shop-99', '/')).toBeNull();
    expect(visit(handler, 'shop-100', '/')).not.toBeNull();
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it.each([
    ['another device, for which localhost is itself', LOCAL, '192.168.1.5:3000', '/', 'GET'],
    ['a tunnel with another port', LOCAL, 'localhost:8080', '/', 'GET'],
    ['a probe', ONLINE, '10.0.0.7:3000', '/health/ready', 'GET'],
    ['an address that is none of a page', ONLINE, '10.0.0.7', 'http://evil.example/', 'GET'],
    ['a form, which would lose what it sends', ONLINE, 'www.books.example', '/cart/items', 'POST'],
  ])('leads nowhere from %s', (_case, publicUrl, host, url, method) => {
    expect(opened(publicUrl, host, url, method)).toBeNull();
  });
});
