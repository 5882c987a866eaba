import type { RequestHandler } from 'express';
import { knownShopperId, shopperIdOf } from './shopper-session.js';

/** Marks the repeated post, so that a browser that keeps no cookie is not redirected for ever. */
const MARKER = 'session';

/**
 * Answers the first post of a browser with a cookie and a redirect to the same URL, which repeats the
 * post. Nothing is written for the first one: a browser that drops its answer, because the button was
 * pressed again, never follows it. See decision 13.
 */
export const sessionFirst: RequestHandler = (request, response, next) => {
  if (knownShopperId(request) !== null || MARKER in request.query) {
    next();
    return;
  }
  shopperIdOf(request);
  response.redirect(TEMPORARY_REDIRECT, `?${MARKER}=new`);
};

/** Unlike 303, it keeps the method and the body. */
const TEMPORARY_REDIRECT = 307;
