import type { RequestHandler } from 'express';
import { ShopProblem } from '../common/problem.js';

const SUPPORTED = ['application/x-www-form-urlencoded', 'application/json'];

/** Refuses bodies that no parser reads, which Express would pass on as empty. */
export const supportedContentType: RequestHandler = (request, _response, next) => {
  // `null`: the request has no body.
  const isSupported = request.is(SUPPORTED) !== false;
  next(isSupported ? undefined : new ShopProblem('unsupported-content'));
};
