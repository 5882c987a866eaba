import type { Request, RequestHandler, Response } from 'express';
import type { Log } from '../log.js';
import { loggedError, type LoggedRequest } from '../store/request-log.js';
import { effectiveVersion } from '../wire/api-version.js';
import { randomId } from '../wire/random-id.js';
import { StripeError } from '../wire/stripe-error.js';
import { type Admitted, admit } from './admit.js';
import type { Call, Endpoint, Surroundings } from './endpoint.js';
import { answerExpanded } from './expand.js';
import { KeysInFlight, refuseOtherRequest } from './idempotency.js';
import { type Incoming, incomingOf } from './incoming.js';
import { BROKEN, CUT, type Reply, refusalOf, replayOf, replyOf, sendReply } from './reply.js';
import { NO_TROUBLE, type RequestTrouble, troubleFor } from './request-trouble.js';

export interface Hooks {
  log: Log;
  /** What a request did is on disk; it is not answered yet. */
  afterCommit: (request: Incoming, reply: Reply) => void;
  /** Holds the answer back. */
  hold: (ms: number) => Promise<void>;
}

/** Makes HTTP handlers of endpoints. A request is one transaction, the record of it included. */
export class V1Api {
  private readonly keysInFlight = new KeysInFlight();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly hooks: Hooks,
  ) {}

  handler(endpoint: Endpoint): RequestHandler {
    return (request, response) => this.serve(endpoint, request, response);
  }

  /** For the sandbox's own pages: recorded like any request, and no trouble meets it. */
  perform(endpoint: Endpoint, incoming: Incoming): Reply {
    try {
      const reply = this.commit(endpoint, incoming, NO_TROUBLE);
      this.hooks.afterCommit(incoming, reply);
      return reply;
    } finally {
      this.keysInFlight.release(incoming.requestId);
    }
  }

  /** Looking is not recorded: the lab would fill its own log. */
  look(endpoint: Endpoint, incoming: Incoming): Reply {
    return this.undoneIfRefused(incoming, () => this.answerOnce(endpoint, incoming));
  }

  private async serve(endpoint: Endpoint, request: Request, response: Response): Promise<void> {
    const incoming = incomingOf(request, randomId('req'));
    const trouble = troubleFor(this.surroundings.store, incoming);
    try {
      await this.hooks.hold(trouble.slowBeforeMs);
      const reply = this.commit(endpoint, incoming, trouble);
      this.hooks.afterCommit(incoming, reply);
      await this.hooks.hold(trouble.slowAfterMs);
      if (trouble.isCut) response.destroy();
      else sendReply(response, reply, { ...incoming, version: versionOf(incoming) });
    } finally {
      this.keysInFlight.release(incoming.requestId);
    }
  }

  private commit(endpoint: Endpoint, incoming: Incoming, trouble: RequestTrouble): Reply {
    const { store } = this.surroundings;
    return store.transaction(() => {
      const reply = told(incoming, trouble, () =>
        this.undoneIfRefused(incoming, () => this.answerOnce(endpoint, incoming)),
      );
      store.requests.append(logEntry(incoming, reply, trouble));
      this.hooks.log('debug', `${incoming.method} ${incoming.path} ${reply.status}`);
      return reply;
    });
  }

  private answerOnce(endpoint: Endpoint, incoming: Incoming): Reply {
    const { account, store } = this.surroundings;
    const { idempotency } = store;
    const { requestId, nowMs } = incoming;
    const admitted = admit(incoming, endpoint, account);
    const { idempotency: key, fingerprint } = admitted;
    if (key === null) return this.answer(endpoint, incoming, admitted);
    this.keysInFlight.claim(key, requestId);
    const record = idempotency.find(key);
    if (record) {
      if (record.fingerprint !== fingerprint) throw refuseOtherRequest(key.key);
      return replayOf(record);
    }
    const answer = () => this.answer(endpoint, incoming, admitted);
    const reply = this.undoneIfRefused(incoming, answer);
    if (reply.isKept) idempotency.save(key, { fingerprint, requestId, ...pick(reply) }, nowMs);
    return reply;
  }

  private answer(endpoint: Endpoint, incoming: Incoming, admitted: Admitted): Reply {
    const call: Call = {
      ...this.surroundings,
      requestId: incoming.requestId,
      idempotencyKey: incoming.idempotencyKey,
      origin: incoming.origin,
      objectId: incoming.objectId,
      params: admitted.params,
      caller: admitted.caller,
      apiKey: admitted.apiKey,
      apiVersion: admitted.version,
      now: Math.floor(incoming.nowMs / 1000),
    };
    return replyOf(answerExpanded(endpoint, call), logUrlOf(incoming));
  }

  private undoneIfRefused(incoming: Incoming, work: () => Reply): Reply {
    try {
      return this.surroundings.store.transaction(work);
    } catch (error) {
      if (error instanceof StripeError) return refusalOf(error, logUrlOf(incoming));
      this.hooks.log(
        'error',
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
      return refusalOf(BROKEN, logUrlOf(incoming));
    }
  }
}

function pick({ status, body }: Reply) {
  return { status, body };
}

function versionOf({ versionHeader }: Incoming): string {
  return effectiveVersion(versionHeader);
}

/** The lab's page about it. */
function logUrlOf({ origin, requestId }: Incoming): string {
  return `${origin}/_sandbox/requests/${requestId}`;
}

/** What the client hears: not always what came of the work, which is not always done. */
function told(incoming: Incoming, trouble: RequestTrouble, work: () => Reply): Reply {
  const { isWorkDone, refusal } = trouble;
  const reply = isWorkDone ? work() : CUT;
  return refusal ? refusalOf(refusal, logUrlOf(incoming)) : reply;
}

function logEntry(
  incoming: Incoming,
  { status, error, replayOf }: Reply,
  { kinds, isCut }: RequestTrouble,
): LoggedRequest {
  return {
    id: incoming.requestId,
    method: incoming.method,
    path: incoming.path,
    status: isCut ? 0 : status,
    idempotencyKey: incoming.idempotencyKey,
    idempotentReplayed: replayOf !== null,
    originalRequest: replayOf,
    stripeVersion: versionOf(incoming),
    createdMs: incoming.nowMs,
    trouble: kinds.join(', ') || null,
    error: error && loggedError(error),
  };
}
