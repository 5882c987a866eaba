import type { SandboxStore } from '../store/sandbox-store.js';
import type { Params } from '../wire/params.js';
import type { ErrorBody } from '../wire/stripe-error.js';
import type { ResourceName } from './resources.js';

/** What every request finds. */
export interface Surroundings {
  store: SandboxStore;
  account: string;
  /** How long what happens after the answer takes. */
  laterMs: number;
}

/** What makes things happen, inside its transaction: a request, or time that has passed since one. */
export interface Occasion extends Surroundings {
  /** null: it happens by itself, at no request. */
  requestId: string | null;
  idempotencyKey: string | null;
  /** In seconds, as Stripe counts. */
  now: number;
}

/** One request to /v1, authenticated. */
export interface Call extends Occasion {
  requestId: string;
  /** Where the caller reached the sandbox. */
  origin: string;
  /** The id in the path, or ''. */
  objectId: string;
  params: Params;
  caller: Caller;
  /** Any test key opens the one account; that a secret can follow from it is all it is kept for. */
  apiKey: string;
  apiVersion: string;
}

/** A publishable key belongs to a browser, which may see and confirm the one intent it was given. */
export type Caller = 'secret' | 'publishable';

/** A decline is one too: what was refused has been done, and is kept. */
export type Answer = { status: 200; body: unknown } | { status: 402; body: { error: ErrorBody } };

export interface Endpoint {
  method: 'get' | 'post' | 'delete';
  path: string;
  /** What is answered, or listed: `expand[]` is read for it. */
  resource?: ResourceName;
  isList?: true;
  isPublishable?: true;
  /** Not for pages of other origins: what a bank decides, its own page says. */
  isOwnPagesOnly?: true;
  answer: (call: Call) => Answer;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}
