import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

interface RequestContext {
  requestId: string;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/**
 * Assigns a request id, which every log line of the request carries. An id sent by the client is
 * ignored: it could belong to another request.
 */
export const requestContext: RequestHandler = (_request, response, next) => {
  const requestId = randomUUID();
  response.setHeader('X-Request-Id', requestId);
  contexts.run({ requestId }, next);
};

/** Empty outside of a request. */
export function currentContext(): Partial<RequestContext> {
  return contexts.getStore() ?? {};
}
