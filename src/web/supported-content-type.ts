import type { RequestHandler } from 'express';
import { ShopProblem } from '../common/problem.js';

const SUPPORTED = ['application/x-www-form-urlencoded', 'application/json'];

/** Refuses what no parser of ours would look at, rather than call it an empty form. */
export const supportedContentType: RequestHandler = (request, _response, next) => {
  // `null`: there is no body.
  const isReadable = request.is(SUPPORTED) !== false;
  next(isReadable ? undefined : new ShopProblem('unsupported-content'));
};
