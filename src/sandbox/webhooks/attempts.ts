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

/**
 * What happens between a delivery that is due and its post. Whoever wants to make trouble on the way
 * puts another one in its place: it may wait, send twice, sign wrongly, or not send at all.
 */
export type Passage = (delivery: Delivery, send: Send) => Promise<Posted>;

const straight: Passage = (_delivery, send) => send();

/** One attempt at a delivery, and what follows from it. */
export class Attempts {
  constructor(
    private readonly store: SandboxStore,
    private readonly terms: Terms,
    private readonly log: Log,
    private readonly passage: Passage = straight,
  ) {}

  /** What is cut off has not been tried, and stays due. */
  async make(delivery: Delivery, cutOff: AbortSignal): Promise<void> {
    const endpoint = this.store.webhookEndpoints.find(delivery.endpointId);
    // As at Stripe, that is looked at when it is due: who is enabled again in time misses nothing.
    if (endpoint?.status !== 'enabled') {
      this.giveUp(delivery);
      return;
    }
    const posted = await this.passage(delivery, this.sender(delivery, endpoint, cutOff));
    if (!cutOff.aborted) this.record(delivery, endpoint.url, posted);
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

  private record(delivery: Delivery, url: string, posted: Posted): void {
    const verdict = this.judge(delivery, posted);
    this.store.transaction(() => {
      this.store.deliveries.record(delivery.id, { url, ...posted });
      this.store.deliveries.settle(delivery.id, verdict);
    });
    if (verdict.state === 'delivered') return;
    const result = posted.error ?? `it answered ${posted.status ?? 'nothing'}`;
    const next = verdict.state === 'failed' ? 'given up' : 'will be tried again';
    this.log('warn', `${delivery.eventId} did not reach ${url}: ${result}; ${next}`);
  }

  private judge({ attempts }: Delivery, { status }: Posted): Verdict {
    if (status !== null && status >= 200 && status < 300) return { state: 'delivered' };
    const delayMs = this.terms.retryDelaysMs[attempts];
    return delayMs === undefined
      ? { state: 'failed' }
      : { state: 'pending', dueMs: Date.now() + delayMs };
  }
}
