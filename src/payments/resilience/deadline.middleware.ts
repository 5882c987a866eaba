import type { RequestHandler } from 'express';
import { runWithDeadline } from './deadline.js';

/** Sets the deadline that all of a request's calls to Stripe share. */
export function deadlineMiddleware(milliseconds: number): RequestHandler {
  return (_request, _response, next) => {
    runWithDeadline(milliseconds, next);
  };
}
