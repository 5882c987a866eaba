import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import type { Env } from '../../config/env.js';
import { ShopProblem } from '../../common/problem.js';
import { Texts } from '../../texts/texts.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * CSRF protection: refuses posts from pages of other sites. Browsers send the origin of a request, so
 * no token is needed, and pages are the same for everybody.
 * https://owasp.org/www-community/attacks/csrf, "Fetch Metadata" and "Origin".
 */
export function sameOriginOnly(env: Pick<Env, 'publicUrl' | 'nodeEnv'>): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.includes(request.method) || isSameOrigin(request.headers, env.publicUrl)) {
      next();
      return;
    }
    next(
      new ShopProblem('cross-site-request', isOwnPage(request.headers) ? elsewhere(env) : retry()),
    );
  };
}

const retry = () => ({ detail: Texts.t('problem.origin.retry') });

/** A page of the shop, opened under another name than PUBLIC_URL: to open it again does not help. */
function isOwnPage({ origin, host }: IncomingHttpHeaders): boolean {
  return Boolean(origin && host && URL.canParse(origin)) && new URL(origin ?? '').host === host;
}

function elsewhere({ publicUrl, nodeEnv }: Pick<Env, 'publicUrl' | 'nodeEnv'>) {
  const address = Texts.t('problem.origin.address', { url: publicUrl });
  return {
    detail: nodeEnv === 'production' ? address : `${address} ${Texts.t('problem.origin.remedy')}`,
    next: { label: Texts.t('problem.next.open', { url: publicUrl }), href: publicUrl },
  };
}

function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  // `none`: the shopper reloaded a page that was the response to a post.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === publicUrl;
}
