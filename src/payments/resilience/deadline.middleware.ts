import type { RequestHandler } from 'express';
import { runWithDeadline } from './deadline.js';

/** Opens the one deadline that everything this request asks of Stripe shares. */
export function deadlineMiddleware(milliseconds: number): RequestHandler {
  return (_request, _response, next) => {
    runWithDeadline(milliseconds, next);
  };
}
