import type { SandboxStore } from '../store/sandbox-store.js';
import type { Params } from '../wire/params.js';
import type { ResourceName } from './resources.js';

/** What every request finds. */
export interface Surroundings {
  store: SandboxStore;
  account: string;
}

/** One request to /v1, authenticated, inside its transaction. */
export interface Call extends Surroundings {
  requestId: string;
  idempotencyKey: string | null;
  /** Where the caller reached the sandbox. */
  origin: string;
  /** The id in the path, or ''. */
  objectId: string;
  params: Params;
  caller: Caller;
  apiVersion: string;
  /** In seconds, as Stripe counts. */
  now: number;
}

/** A publishable key belongs to a browser, which may see and confirm the one intent it was given. */
export type Caller = 'secret' | 'publishable';

export interface Answer {
  status: number;
  body: unknown;
}

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
