import type { Log } from '../log.js';
import type { WebhookEndpoint } from '../model/webhook-endpoint.js';
import type { Delivery, Verdict } from '../store/delivery-queue.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import { eventPayload } from './event-payload.js';
import { post, type Posted } from './post.js';
import { signedHeaders } from './signed-headers.js';

export interface Terms {
  /** The pause before each retry; after the last one the delivery has failed. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
}

/** Signs the event and posts it, once for each call. */
export type Send = (changes?: { secret?: string }) => Promise<Posted>;

export interface Tried {
  /** As many as were sent, or recorded as if they had been. */
  posts: readonly Posted[];
  /** The kinds of trouble on the way. */
  trouble: string | null;
}

/** What happens between a delivery that is due and its post. */
export interface Passage {
  /** null: it was not tried, and stays due. */
  pass: (delivery: Delivery, send: Send, signals: Signals) => Promise<Tried | null>;
}

export interface Signals {
  /** The sandbox is stopping: begin nothing. */
  stopping: AbortSignal;
  /** It has waited long enough: end at once. */
  cutOff: AbortSignal;
}

/** One attempt at a delivery, and what follows from it. */
export class Attempts {
  constructor(
    private readonly store: SandboxStore,
    private readonly terms: Terms,
    private readonly log: Log,
    private readonly passage: Passage,
  ) {}

  /** What is cut off has not been tried, and stays due. */
  async make(delivery: Delivery, signals: Signals): Promise<void> {
    const endpoint = this.store.webhookEndpoints.find(delivery.endpointId);
    // As at Stripe, that is looked at when it is due: who is enabled again in time misses nothing.
    if (endpoint?.status !== 'enabled') {
      this.giveUp(delivery);
      return;
    }
    const send = this.sender(delivery, endpoint, signals.cutOff);
    const tried = await this.passage.pass(delivery, send, signals);
    if (tried && !signals.cutOff.aborted) this.record(delivery, endpoint.url, tried);
  }

  private sender({ eventId }: Delivery, endpoint: WebhookEndpoint, cutOff: AbortSignal): Send {
    const { url, apiVersion } = endpoint;
    const { timeoutMs } = this.terms;
    return ({ secret = endpoint.secret } = {}) => {
      const payload = eventPayload(this.store, eventId, apiVersion);
      const headers = {
        ...signedHeaders(payload, secret, Date.now()),
        'Content-Length': String(Buffer.byteLength(payload)),
      };
      return post({ url, headers, payload, timeoutMs, cutOff });
    };
  }

  private giveUp(delivery: Delivery): void {
    this.store.transaction(() => {
      this.store.deliveries.settle(delivery.id, { state: 'failed' });
    });
    const { eventId, endpointId } = delivery;
    this.log('warn', `${eventId} is not sent: ${endpointId} was disabled or deleted`);
  }

  private record(delivery: Delivery, url: string, { posts, trouble }: Tried): void {
    // Whoever took one of two has taken the event.
    const posted = posts.find(isTaken) ?? posts[0];
    if (!posted) return;
    const verdict = this.judge(delivery, posted);
    this.store.transaction(() => {
      const attempts = posts.map((post) => ({ url, trouble, ...post }));
      this.store.deliveries.record(delivery.id, attempts);
      this.store.deliveries.settle(delivery.id, verdict);
    });
    if (verdict.state === 'delivered') return;
    const result = posted.error ?? `it answered ${posted.status ?? 'nothing'}`;
    const next = verdict.state === 'failed' ? 'given up' : 'will be tried again';
    this.log('warn', `${delivery.eventId} did not reach ${url}: ${result}; ${next}`);
  }

  private judge({ rounds }: Delivery, posted: Posted): Verdict {
    if (isTaken(posted)) return { state: 'delivered' };
    const delayMs = this.terms.retryDelaysMs[rounds];
    return delayMs === undefined
      ? { state: 'failed' }
      : { state: 'pending', dueMs: Date.now() + delayMs };
  }
}

function isTaken({ status }: Posted): boolean {
  return status !== null && status >= 200 && status < 300;
}
