import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

interface RequestContext {
  requestId: string;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/**
 * Gives the request a name of ours, which every log line written on its behalf carries. A name that
 * the client sends is not taken: it could be anybody else's.
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
