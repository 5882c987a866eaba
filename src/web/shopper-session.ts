import { randomBytes } from 'node:crypto';
import cookieSession from 'cookie-session';
import type { Request, RequestHandler, Response } from 'express';
import type { Env } from '../config/env.js';

const SIXTY_DAYS_MS = 60 * 24 * 3_600_000;

/** A signed cookie that holds a random id and nothing else. A visit does not make one; a post does. */
export function shopperSession({ publicUrl, sessionSecrets }: Env): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  const readCookie = cookieSession({
    name: secure ? '__Host-folio' : 'folio',
    keys: sessionSecrets,
    maxAge: SIXTY_DAYS_MS,
    httpOnly: true,
    // Not `strict`: the way back from a bank's page is a cross-site navigation.
    sameSite: 'lax',
    path: '/',
    secure,
  });
  return (request, response, next) => {
    readCookie(request, response, () => {
      renewWhenSignedAgain(request, response);
      next();
    });
  };
}

/**
 * A cookie that an older secret signed is signed again as it is read, but the library gives the new
 * signature no lifetime of its own: it would end with the browser, and the session with it.
 */
function renewWhenSignedAgain(request: Request, response: Response) {
  const id = knownShopperId(request);
  if (id && response.hasHeader('Set-Cookie')) request.session = { id };
}

/** The shopper's id, or null for somebody who has only looked so far. */
export function knownShopperId(request: Request): string | null {
  const id: unknown = request.session?.['id'];
  return typeof id === 'string' ? id : null;
}

/** The shopper's id, made now if this is their first post. */
export function shopperIdOf(request: Request): string {
  const known = knownShopperId(request);
  if (known) return known;
  const id = randomBytes(16).toString('base64url');
  request.session = { id };
  return id;
}
