import { type Request, Router } from 'express';
import type { ListedAttempt } from '../store/delivery-queue.js';
import type { LoggedRequest } from '../store/request-log.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import { onlyLocal } from './control-guard.js';
import { troubleRoutes } from './trouble.js';

const METHODS = {
  '/health': 'GET, HEAD',
  '/requests': 'GET, HEAD',
  '/deliveries': 'GET, HEAD',
  '/trouble': 'GET, HEAD, POST, DELETE',
  '/reset': 'POST',
};

/** For tests and tools: what happened, and switches for what should. Not part of Stripe. */
export function controlRoutes(
  store: SandboxStore,
  account: string,
  reset: () => Promise<void>,
): Router {
  const router = Router();
  router.use(onlyLocal);
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', program: 'folio-sandbox', account });
  });
  router.get('/requests', (request, response) => {
    const path = queryOf(request, 'path');
    const idempotencyKey = queryOf(request, 'idempotency_key');
    response.json({ data: store.requests.list({ path, idempotencyKey }).map(showRequest) });
  });
  router.get('/deliveries', (request, response) => {
    response.json({ data: store.deliveries.attempts(queryOf(request, 'event')).map(showAttempt) });
  });
  router.post('/reset', async (_request, response) => {
    await reset();
    response.status(204).end();
  });
  router.use('/trouble', troubleRoutes(store));
  for (const [path, methods] of Object.entries(METHODS)) {
    router.all(path, (request, response) => {
      const error = `${request.originalUrl} does not take ${request.method}. It takes ${methods}.`;
      response.status(405).set('Allow', methods).json({ error });
    });
  }
  router.use((request, response) => {
    const routes = Object.keys(METHODS).map((path) => `/_sandbox${path}`);
    const error = `There is no ${request.method} ${request.originalUrl}. There are ${routes.join(', ')}.`;
    response.status(404).json({ error });
  });
  return router;
}

function queryOf(request: Request, name: string): string | null {
  const value = request.query[name];
  return typeof value === 'string' ? value : null;
}

function showRequest(request: LoggedRequest) {
  return {
    id: request.id,
    method: request.method,
    path: request.path,
    status: request.status,
    idempotency_key: request.idempotencyKey,
    idempotent_replayed: request.idempotentReplayed,
    original_request: request.originalRequest,
    stripe_version: request.stripeVersion,
    created_ms: request.createdMs,
    trouble: request.trouble,
    error: request.error,
  };
}

function showAttempt(attempt: ListedAttempt) {
  return {
    event: attempt.event,
    endpoint: attempt.endpoint,
    delivery: attempt.delivery,
    delivery_state: attempt.state,
    url: attempt.url,
    request_headers: attempt.requestHeaders,
    request_body: attempt.requestBody,
    status: attempt.status,
    response: attempt.response,
    error: attempt.error,
    trouble: attempt.trouble,
    duration_ms: attempt.durationMs,
    created_ms: attempt.createdMs,
  };
}
