import { Logger } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';

/** Read again after a redirect: a proxy that rewrites Host would make a loop of it. */
const MARKER = 'from_other_host';
const MARKED = new RegExp(`[?&]${MARKER}=1$`);
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
const MAX_HOSTS = 100;

/**
 * Redirects pages that were opened under another name of the shop to PUBLIC_URL: cookies and the return from
 * Stripe belong to that one. The address is made from PUBLIC_URL, never from the Host header.
 */
export function canonicalHost(publicUrl: string): RequestHandler {
  const { host } = new URL(publicUrl);
  const rewritten = new Set<string>();
  /** Null: the page is shown here. */
  const targetOf = (request: Request): string | null => {
    // HTTP/1.0 needs no Host header.
    const asked = (request.host as string | undefined)?.toLowerCase() ?? host;
    if (!isPage(request) || rewritten.has(asked)) return null;
    const { originalUrl } = request;
    const isMarked = MARKED.test(originalUrl);
    if (asked === host) return isMarked ? publicUrl + originalUrl.replace(MARKED, '') : null;
    if (!canOpen(host, asked)) return null;
    if (!isMarked) return publicUrl + marked(originalUrl);
    remember(rewritten, asked, publicUrl);
    return null;
  };
  return (request, response, next) => {
    const target = targetOf(request);
    if (target === null) next();
    else response.redirect(307, target);
  };
}

/** Probes of machines ask for an address, not for a name. */
function isPage({ method, originalUrl }: Request): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && originalUrl.startsWith('/') && !originalUrl.startsWith('/health/');
}

/** On another device, `localhost` is another machine; behind another port, something else may listen. */
function canOpen(host: string, asked: string): boolean {
  if (!LOOPBACK.test(host)) return true;
  return LOOPBACK.test(asked) && portOf(asked) === portOf(host);
}

const portOf = (host: string) => /:(\d+)$/.exec(host)?.[1];

function marked(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${MARKER}=1`;
}

/** The browser asked for PUBLIC_URL, and another name arrived. */
function remember(rewritten: Set<string>, asked: string, publicUrl: string) {
  if (rewritten.size < MAX_HOSTS) rewritten.add(asked);
  if (rewritten.size > 1) return;
  new Logger('Host').warn(
    `Pages of ${publicUrl} arrive with another Host header: let the proxy in front pass it on, or send X-Forwarded-Host and set TRUST_PROXY.`,
  );
}
