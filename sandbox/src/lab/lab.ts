import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { SandboxStore } from '../store/sandbox-store.js';
import { ACTIONS, type LabAction } from './actions.js';
import { type Notice, page } from './frame.js';
import { html } from './html.js';
import type { LabPage } from './lab-page.js';
import type { OwnCalls } from './own-calls.js';
import { api } from './pages/api.js';
import { delivery, deliveries } from './pages/deliveries.js';
import { event, events } from './pages/events.js';
import { payment } from './pages/payment.js';
import { payments } from './pages/payments.js';
import { request as requestPage } from './pages/request.js';
import { requests } from './pages/requests.js';
import { trouble } from './pages/trouble.js';
import { changeStream } from './stream.js';

const PAGES: readonly LabPage[] = [
  payments,
  payment,
  events,
  event,
  deliveries,
  delivery,
  requests,
  requestPage,
  api,
  trouble,
];

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  // With no-referrer the lab's own forms would come from the origin "null".
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  Vary: 'Accept',
};

export interface LabParts {
  store: SandboxStore;
  own: OwnCalls;
  account: string;
  closing: AbortSignal;
}

/** Pages to look at what happened, with buttons that make more of it happen. */
export function labRoutes(parts: LabParts): Router {
  const router = Router();
  for (const each of PAGES) router.get(each.path, showing(each, parts));
  const readForm = express.urlencoded({ extended: false, limit: '16kb' });
  for (const each of ACTIONS) router.post(each.path, readForm, doing(each, parts));
  router.get('/stream', changeStream(parts.store, parts.closing));
  return router;
}

function showing(labPage: LabPage, parts: LabParts): RequestHandler {
  return (request, response, next) => {
    if (labPage.hasJsonTwin && request.accepts(['json', 'html']) !== 'html') {
      next();
      return;
    }
    const done = ACTIONS.find(({ name }) => name === request.query['done']);
    send(labPage, parts, { request, response }, done ? { text: done.done, isBad: false } : null);
  };
}

function doing({ name, page: next, act }: LabAction, parts: LabParts): RequestHandler {
  return (request, response) => {
    const id = idOf(request);
    const form = Form.safeParse(request.body ?? {});
    const outcome = form.success ? act({ ...parts, id, form: form.data }) : SENT_TWICE;
    if (outcome.isDone) {
      response.redirect(303, `${addressOf(next.path, id)}?done=${name}`);
      return;
    }
    response.status(422);
    send(next, parts, { request, response }, { text: outcome.message, isBad: true });
  };
}

interface Exchange {
  request: Request;
  response: Response;
}

function send(
  { path, show, tab }: LabPage,
  { store, own, account }: LabParts,
  { request, response }: Exchange,
  notice: Notice | null,
): void {
  const query = (name: string) => {
    const value = request.query[name];
    return typeof value === 'string' ? value : null;
  };
  const before = query('before');
  const address = `${addressOf(path, idOf(request))}${before === null ? '' : `?before=${encodeURIComponent(before)}`}`;
  const content = show({ store, own, id: idOf(request), query });
  if (!content) response.status(404);
  const shown = content ?? NOTHING;
  response
    .set(HEADERS)
    .type('html')
    .send(page({ ...shown, address, tab, account, trouble: store.trouble.read(), notice }));
}

const NOTHING = {
  title: 'Nothing here',
  main: html`<p>
    The sandbox has nothing under this address. Was its file (SANDBOX_DATA) changed or moved away?
  </p>`,
};

/** Whatever else a form holds, it is not one of the lab's. */
const Form = z.record(z.string(), z.string());

const SENT_TWICE = { isDone: false, message: 'A field of this form was sent twice.' } as const;

function addressOf(path: string, id: string): string {
  return `/_sandbox${path.replace(':id', encodeURIComponent(id))}`;
}

function idOf({ params }: Request): string {
  const { id } = params;
  return typeof id === 'string' ? id : '';
}
