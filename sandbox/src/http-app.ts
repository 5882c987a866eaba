import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Endpoint } from './api/endpoint.js';
import { BROKEN, refusalOf, sendReply } from './api/reply.js';
import type { V1Api } from './api/v1-api.js';
import type { Tickets } from './cli/tickets.js';
import { bankEndpoints } from './lab/dispute-form.js';
import { labRoutes } from './lab/lab.js';
import { OwnCalls } from './lab/own-calls.js';
import { account as accountEndpoints } from './routes/account.js';
import { balanceTransactions } from './routes/balance-transactions.js';
import { browserFiles } from './routes/browser-files.js';
import { charges } from './routes/charges.js';
import { onlyLocal } from './routes/control-guard.js';
import { controlRoutes } from './routes/control.js';
import { allowAnyOrigin, answerPreflight } from './routes/cross-origin.js';
import { customers } from './routes/customers.js';
import { disputes } from './routes/disputes.js';
import { events } from './routes/events.js';
import { paymentIntents } from './routes/payment-intents.js';
import { paymentMethods } from './routes/payment-methods.js';
import { refunds } from './routes/refunds.js';
import { webhookEndpoints } from './routes/webhook-endpoints.js';
import { stripecliSessions } from './routes/stripecli-sessions.js';
import { unrecognized } from './routes/unrecognized.js';
import type { Log } from './log.js';
import type { SandboxStore } from './store/sandbox-store.js';
import { DEFAULT_VERSION } from './wire/api-version.js';
import { randomId } from './wire/random-id.js';
import { invalidRequest } from './wire/stripe-error.js';

export const ENDPOINTS: readonly Endpoint[] = [
  ...paymentIntents,
  ...paymentMethods,
  ...charges,
  ...refunds,
  ...disputes,
  ...balanceTransactions,
  ...customers,
  ...events,
  ...webhookEndpoints,
  ...accountEndpoints,
];

interface Parts {
  api: V1Api;
  store: SandboxStore;
  account: string;
  tickets: Tickets;
  publicFolder: string;
  closing: AbortSignal;
  reset: () => Promise<void>;
  log: Log;
}

/** Everything that is served, on one port: Stripe's API, its browser code, the control routes. */
export function httpApp({
  api,
  store,
  account,
  tickets,
  publicFolder,
  closing,
  reset,
  log,
}: Parts): Express {
  const app = express().disable('x-powered-by').disable('etag');
  // As at Stripe, so that a path without the id it should have is not that of a list.
  app.enable('strict routing').enable('case sensitive routing');
  app.use('/v1', express.text({ type: () => true, limit: '512kb' }));
  const refuseUnrecognized: RequestHandler = (request, response, next) => {
    const { method, baseUrl, path } = request;
    return api.handler(unrecognized(method, `${baseUrl}${path}`))(request, response, next);
  };
  // Before `:id`, which would take it for an id.
  app.all('/v1/:resource/search', refuseUnrecognized);
  const endpoints = [...ENDPOINTS, ...stripecliSessions(tickets)];
  for (const endpoint of endpoints) mount(app, endpoint, api.handler(endpoint));
  app.use(['/v1', '/v2', /^\/{2,}v[12]/], refuseUnrecognized);
  const own = new OwnCalls(api, [...ENDPOINTS, ...bankEndpoints]);
  app.get('/', (_request, response) => {
    response.redirect('/_sandbox/');
  });
  app.use('/_sandbox', onlyLocal, labRoutes({ store, own, account, closing }));
  app.use('/_sandbox', controlRoutes(store, account, reset));
  app.use('/js', browserFiles(publicFolder));
  app.use(explain);
  app.use(answerInStripesShape(log));
  return app;
}

function mount(app: Express, endpoint: Endpoint, handler: RequestHandler) {
  const { method, path, isPublishable, isOwnPagesOnly } = endpoint;
  if (isOwnPagesOnly) {
    app[method](path, onlyLocal, handler);
    return;
  }
  if (!isPublishable) {
    app[method](path, handler);
    return;
  }
  app.options(path, allowAnyOrigin, answerPreflight);
  app[method](path, allowAnyOrigin, handler);
}

const explain: RequestHandler = (_request, response) => {
  const routes =
    "Stripe's API is under /v1, its browser code under /js, the lab and the control routes under";
  const message = `This is Folio's Stripe sandbox. ${routes} /_sandbox. What is answered: /_sandbox/api.\n`;
  response.status(404).type('text/plain').send(message);
};

/** What fails before an endpoint is reached, such as a body that is too large, or outside of one. */
function answerInStripesShape(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log('error', error instanceof Error ? (error.stack ?? '') : String(error));
    const message = 'The request could not be read: is it a form of at most 512 kB?';
    const reply = refusalOf(status >= 500 ? BROKEN : invalidRequest(message, { status }), null);
    const requestId = randomId('req');
    const { method } = request;
    const origin = { method, requestId, idempotencyKey: null, version: DEFAULT_VERSION };
    sendReply(response, reply, origin);
  };
}

function statusOf(error: unknown): number {
  const isHttpError = error instanceof Error && 'status' in error;
  return isHttpError && typeof error.status === 'number' ? error.status : 500;
}
