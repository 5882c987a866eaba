import type { Request, RequestHandler, Response } from 'express';
import { routeOf } from '../log/access-log.js';
import type { PageCache } from './page-cache.js';
import { type Answer, StoredResponse } from './stored-response.js';

const MAX_BYTES = 1024 * 1024;
const PUBLIC = /\bpublic\b/;
const IMMUTABLE = /\bimmutable\b/;
/** Set anew for each response. */
const OF_ONE_REQUEST = [
  ...['x-request-id', 'connection', 'keep-alive', 'date', 'content-length'],
  ...['content-encoding', 'transfer-encoding'],
];

/** Stores whatever is sent with status 200 and `Cache-Control: public`. */
export function storeResponses(cache: PageCache): RequestHandler {
  return (request, response, next) => {
    // Before anything is read: a change in between makes what is stored outdated, never the reverse.
    const version = isWhole(request) ? cache.version() : undefined;
    if (version !== undefined) {
      const bodyOf = collectBody(response);
      response.once('finish', () => {
        const body = isStorable(response) ? bodyOf() : null;
        if (!body) return;
        const answer = answerOf(request, response, body, version);
        cache.store(request.originalUrl, new StoredResponse(answer));
      });
    }
    next();
  };
}

const isWhole = ({ method, headers }: Request) => method === 'GET' && !headers.range;

function isStorable(response: Response): boolean {
  return response.statusCode === 200 && isPublic(response) && !response.hasHeader('Set-Cookie');
}

const isPublic = (response: Response) => PUBLIC.test(headerOf(response, 'Cache-Control'));

/** Collects what is written to the response from now on. Null if that is more than is stored. */
function collectBody(response: Response): () => Buffer | null {
  const chunks: Buffer[] = [];
  let length = 0;
  const collect = (chunk: unknown) => {
    const isBody = typeof chunk === 'string' || chunk instanceof Uint8Array;
    if (!isBody || length > MAX_BYTES || !isPublic(response)) return;
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= MAX_BYTES) chunks.push(bytes);
  };
  const collecting =
    <Result>(send: (...args: unknown[]) => Result) =>
    (...args: unknown[]): Result => {
      collect(args[0]);
      return send(...args);
    };
  response.write = collecting(response.write.bind(response) as (...args: unknown[]) => boolean);
  response.end = collecting(response.end.bind(response) as (...args: unknown[]) => Response);
  return () => (length > MAX_BYTES ? null : Buffer.concat(chunks));
}

function answerOf(request: Request, response: Response, body: Buffer, version: string): Answer {
  const headers = Object.entries(response.getHeaders())
    .filter(([name]) => !OF_ONE_REQUEST.includes(name))
    .flatMap(([name, value]) => [name, String(value)]);
  return {
    headers,
    etag: headerOf(response, 'ETag'),
    type: headerOf(response, 'Content-Type'),
    body,
    route: routeOf(request),
    version: IMMUTABLE.test(headerOf(response, 'Cache-Control')) ? null : version,
    isForStrangers: /\bcookie\b/i.test(headerOf(response, 'Vary')),
  };
}

const headerOf = (response: Response, name: string): string => response.get(name) ?? '';
