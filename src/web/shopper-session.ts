import { randomBytes } from 'node:crypto';
import cookieSession from 'cookie-session';
import type { Request, RequestHandler, Response } from 'express';
import type { Env } from '../config/env.js';

const SIXTY_DAYS_MS = 60 * 24 * 3_600_000;

/** A signed cookie that holds a random id only. It is created by the first post, not by a visit. */
export function shopperSession({ publicUrl, sessionSecrets }: Env): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  const readCookie = cookieSession({
    name: secure ? '__Host-folio' : 'folio',
    keys: sessionSecrets,
    maxAge: SIXTY_DAYS_MS,
    httpOnly: true,
    // Not `strict`: the return from a bank's page is a cross-site navigation.
    sameSite: 'lax',
    path: '/',
    secure,
  });
  return (request, response, next) => {
    readCookie(request, response, () => {
      renewAfterKeyRotation(request, response);
      next();
    });
  };
}

/**
 * A cookie signed with an older secret is signed again when it is read, but cookie-session sets the new
 * signature without a max age. Setting the session again renews both.
 */
function renewAfterKeyRotation(request: Request, response: Response) {
  const id = knownShopperId(request);
  if (id && response.hasHeader('Set-Cookie')) request.session = { id };
}

/** The shopper's id, or null before the first post. */
export function knownShopperId(request: Request): string | null {
  const id: unknown = request.session?.['id'];
  return typeof id === 'string' ? id : null;
}

/** The shopper's id, created by the first post. */
export function shopperIdOf(request: Request): string {
  const known = knownShopperId(request);
  if (known) return known;
  const id = randomBytes(16).toString('base64url');
  request.session = { id };
  return id;
}
