import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import fresh from 'fresh';
import Negotiator from 'negotiator';
import { logAccess } from '../log/access-log.js';
import type { PageCache } from './page-cache.js';
import type { Encoding, StoredResponse } from './stored-response.js';

interface Options {
  publicUrl: string;
  /** The number of trusted proxies. */
  trustProxy: number;
  isShuttingDown: () => boolean;
}

/** Returns false if it has left the request alone. */
export type FirstHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers a request for a stored response before Express sees it, with the headers and the log line that
 * Express would have sent. See decision 15.
 */
export function answerFromCache(cache: PageCache, options: Options): FirstHandler {
  return (request, response) => {
    if (!isPlain(request) || options.isShuttingDown() || !isHere(request.headers, options))
      return false;
    const stored = cache.find(request.url ?? '');
    if (!stored || (stored.answer.isForStrangers && request.headers.cookie)) return false;
    return send(stored, request, response);
  };
}

function isPlain({ method, headers }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !headers.range && !headers['content-length'] && !headers['transfer-encoding'];
}

/** Asked for under PUBLIC_URL. Other names are redirected by Express. */
function isHere(headers: IncomingHttpHeaders, { publicUrl, trustProxy }: Options): boolean {
  const host = publicUrl.slice(publicUrl.indexOf('//') + 2);
  const forwarded = trustProxy > 0 ? headers['x-forwarded-host'] : undefined;
  return (forwarded ?? headers.host) === host;
}

/** What is still being compressed is left to Express, which sends it compressed. */
function send(stored: StoredResponse, request: IncomingMessage, response: ServerResponse): boolean {
  const started = performance.now();
  const { headers, etag } = stored.answer;
  const own = ['X-Request-Id', randomUUID()];
  if (etag !== '' && fresh(request.headers, { etag })) {
    response.writeHead(304, [...withoutContent(headers), ...own]).end();
  } else {
    const content = stored.contentFor(acceptedBy(request.headers['accept-encoding']));
    if (!content) return false;
    const { encoding, body } = content;
    if (encoding) own.push('Content-Encoding', encoding);
    own.push('Content-Length', String(body.length));
    response.writeHead(200, [...headers, ...own]).end(request.method === 'HEAD' ? undefined : body);
  }
  logWhenClosed(stored, request, response, { started, requestId: own[1] ?? '' });
  return true;
}

function logWhenClosed(
  { answer }: StoredResponse,
  { url = '', method = '' }: IncomingMessage,
  response: ServerResponse,
  { started, requestId }: { started: number; requestId: string },
) {
  response.once('close', () => {
    const ms = performance.now() - started;
    logAccess(url, { method, path: answer.route, ms, response, requestId });
  });
}

/** As Express leaves them out of a 304. */
function withoutContent(headers: readonly string[]): string[] {
  return headers.filter((_, at) => !(headers[at - (at % 2)] ?? '').startsWith('content-type'));
}

const ENCODINGS: Encoding[] = ['br', 'gzip'];
/** Browsers send a few values only. */
const accepted = new LRUCache<string, Encoding[]>({ max: 100 });

function acceptedBy(header: string | string[] | undefined): Encoding[] {
  if (typeof header !== 'string') return [];
  const known = accepted.get(header);
  if (known) return known;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } });
  const names = negotiator.encodings(ENCODINGS) as Encoding[];
  accepted.set(header, names);
  return names;
}
