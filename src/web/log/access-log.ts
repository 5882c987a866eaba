import { Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';

const logger = new Logger('Access');
const MAX_PATH_LENGTH = 120;

/** Successful requests to these are logged at `debug`. */
const QUIET = ['/assets/', '/health/'];

/** Logs one line when a request has ended: the route pattern instead of the URL, and no query. */
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
  // The client closed the connection, or timed out, before the response was sent.
  const status = response.writableFinished ? response.statusCode : 'aborted';
  return { msg: `${method} ${path} ${status}`, method, path, status, ms: Math.round(ms) };
}

/** The URL of an order is a credential, so it is logged as `:token`. */
function routeOf(request: Request): string {
  const route: unknown = (request as { route?: { path?: unknown } }).route?.path;
  if (typeof route === 'string') return route;
  const [path = ''] = request.originalUrl.split('?');
  return path.replace(/^(\/(?:checkout|orders)\/)[^/]+/i, '$1:token').slice(0, MAX_PATH_LENGTH);
}
