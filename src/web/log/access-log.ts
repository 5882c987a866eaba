import type { ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';

const logger = new Logger('Access');
const MAX_PATH_LENGTH = 120;

/** Successful requests to these are logged at `debug`. */
const QUIET = ['/assets/', '/health/'];

/** Logs one line when a request has ended: the route pattern instead of the URL, and no query. */
export const accessLog: RequestHandler = (request, response, next) => {
  const started = performance.now();
  response.once('close', () => {
    const { method, originalUrl } = request;
    const ms = performance.now() - started;
    logAccess(originalUrl, { method, path: routeOf(request), ms, response });
  });
  next();
};

interface Access {
  method: string;
  path: string;
  ms: number;
  response: ServerResponse;
  /** Where no request context has it. */
  requestId?: string;
}

export function logAccess(url: string, { method, path, ms, response, ...rest }: Access) {
  // The client closed the connection, or timed out, before the response was sent.
  const status = response.writableFinished ? response.statusCode : 'aborted';
  const msg = `${method} ${path} ${status}`;
  const entry = { ...rest, msg, method, path, status, ms: Math.round(ms) };
  const isQuiet = QUIET.some((prefix) => url.startsWith(prefix));
  if (isQuiet && response.statusCode < 500) logger.debug(entry);
  else logger.log(entry);
}

/** The URL of an order is a credential, so it is logged as `:token`. */
export function routeOf(request: Request): string {
  const route: unknown = (request as { route?: { path?: unknown } }).route?.path;
  if (typeof route === 'string') return route;
  const [path = ''] = request.originalUrl.split('?');
  return path.replace(/^(\/(?:checkout|orders)\/)[^/]+/i, '$1:token').slice(0, MAX_PATH_LENGTH);
}
