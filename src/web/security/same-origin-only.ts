import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { ShopProblem } from '../../common/problem.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site's page sends in a shopper's name. Browsers say where a request comes
 * from, so no token is needed and pages stay the same for everybody.
 * https://owasp.org/www-community/attacks/csrf, "Fetch Metadata" and "Origin".
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.includes(request.method) || comesFromHere(request.headers, publicUrl)) {
      next();
      return;
    }
    const detail = 'This shop takes forms from its own pages only: open the page again and retry.';
    next(new ShopProblem('cross-site-request', { detail }));
  };
}

function comesFromHere(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  // `none`: the shopper did it, by reloading a page that was posted.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === publicUrl;
}
