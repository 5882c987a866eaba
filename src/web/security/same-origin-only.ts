import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { ShopProblem } from '../../common/problem.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * CSRF protection: refuses posts from pages of other sites. Browsers send the origin of a request, so
 * no token is needed, and pages are the same for everybody.
 * https://owasp.org/www-community/attacks/csrf, "Fetch Metadata" and "Origin".
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.includes(request.method) || isSameOrigin(request.headers, publicUrl)) {
      next();
      return;
    }
    const detail = 'This shop takes forms from its own pages only: open the page again and retry.';
    next(new ShopProblem('cross-site-request', { detail }));
  };
}

function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  // `none`: the shopper reloaded a page that was the response to a post.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === publicUrl;
}
