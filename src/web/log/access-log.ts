import { Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';

const logger = new Logger('Access');
const LONGEST_PATH = 120;

/** What is asked for too often, or means too little, to be told by default. */
const QUIET = ['/assets/', '/health/'];

/** One line for each request, when it is over: the route rather than the address, and no query. */
export const accessLog: RequestHandler = (request, response, next) => {
  const started = performance.now();
  response.once('close', () => {
    const entry = lineFor(request, response, performance.now() - started);
    const isQuiet = QUIET.some((prefix) => request.originalUrl.startsWith(prefix));
    if (isQuiet && response.statusCode < 500) logger.debug(entry);
    else logger.log(entry);
  });
  next();
};

function lineFor(request: Request, response: Response, ms: number) {
  const { method } = request;
  const path = routeOf(request);
  // The client went away, or was too slow, before it had its answer.
  const status = response.writableFinished ? response.statusCode : 'aborted';
  return { msg: `${method} ${path} ${status}`, method, path, status, ms: Math.round(ms) };
}

/** An order's address opens it, so the pattern stands for it. Elsewhere the path says more. */
function routeOf(request: Request): string {
  const route: unknown = (request as { route?: { path?: unknown } }).route?.path;
  if (typeof route === 'string') return route;
  const [path = ''] = request.originalUrl.split('?');
  return path.replace(/^(\/(?:checkout|orders)\/)[^/]+/i, '$1:token').slice(0, LONGEST_PATH);
}
