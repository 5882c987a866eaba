import type { Log } from '../log.js';
import type { Delivery, Verdict } from '../store/delivery-queue.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import { renderEvent } from '../wire/event.js';
import { post, type Posted } from './post.js';
import { signatureHeader } from './signature.js';

export interface WebhookEndpoint {
  url: URL;
  secret: string;
  /** The pause before each retry; after the last one the delivery has failed. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
}

/** A shop that was away for long is not flooded when it comes back. */
const MOST_AT_ONCE = 25;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Tells the shop. What is owed is in the store, so a restart picks up where the last run stopped. */
export class Dispatcher {
  private readonly underWay = new Map<number, Promise<void>>();
  private readonly cutOff = new AbortController();
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: SandboxStore,
    private readonly endpoint: WebhookEndpoint,
    private readonly log: Log,
  ) {}

  /** Sends whatever is due, all at once, and comes back when the next one is. */
  wake(): void {
    if (this.isStopping) return;
    clearTimeout(this.timer);
    const now = Date.now();
    const waiting = this.store.deliveries.due(now).filter(({ id }) => !this.underWay.has(id));
    for (const delivery of waiting.slice(0, MOST_AT_ONCE - this.underWay.size)) {
      this.start(delivery);
    }
    const next = this.store.deliveries.nextDue(now);
    if (next === null) return;
    this.timer = setTimeout(
      () => {
        this.wake();
      },
      Math.min(next - now, DAY_MS),
    );
  }

  /** Gives what is under way a moment; the rest stays due. */
  async close(graceMs: number): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    const grace = setTimeout(() => {
      this.cutOff.abort();
    }, graceMs);
    await Promise.all(this.underWay.values());
    clearTimeout(grace);
  }

  private start(delivery: Delivery): void {
    const attempt = this.attempt(delivery)
      .catch((error: unknown) => {
        this.log('error', `delivery ${delivery.id}: ${String(error)}`);
      })
      .finally(() => {
        this.underWay.delete(delivery.id);
        this.wake();
      });
    this.underWay.set(delivery.id, attempt);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { url, secret, timeoutMs } = this.endpoint;
    const createdMs = Date.now();
    const payload = this.payloadOf(delivery);
    const headers = {
      Accept: '*/*; q=0.5, application/xml',
      'Cache-Control': 'no-cache',
      'Content-Length': String(Buffer.byteLength(payload)),
      'Content-Type': 'application/json; charset=utf-8',
      'Stripe-Signature': signatureHeader(payload, secret, createdMs),
      'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    };
    const signal = AbortSignal.any([this.cutOff.signal, AbortSignal.timeout(timeoutMs)]);
    const posted = await post({ url, headers, payload, signal });
    if (this.cutOff.signal.aborted) return;
    this.record(delivery, posted, createdMs);
  }

  private record(delivery: Delivery, posted: Posted, createdMs: number): void {
    const nowMs = Date.now();
    const verdict = this.judge(delivery, posted, nowMs);
    const attempt = { url: this.endpoint.url.href, createdMs, durationMs: nowMs - createdMs };
    this.store.transaction(() => {
      this.store.deliveries.record(delivery, { ...attempt, ...posted }, verdict);
    });
    if (verdict.state === 'delivered') return;
    const result = posted.error ?? `it answered ${posted.status ?? 'nothing'}`;
    const next = verdict.state === 'failed' ? 'given up' : 'will be tried again';
    this.log('warn', `${delivery.eventId} did not reach ${attempt.url}: ${result}; ${next}`);
  }

  private judge({ attempts }: Delivery, { status }: Posted, nowMs: number): Verdict {
    if (status !== null && status >= 200 && status < 300) return { state: 'delivered' };
    const delayMs = this.endpoint.retryDelaysMs[attempts];
    return delayMs === undefined
      ? { state: 'failed' }
      : { state: 'pending', dueMs: nowMs + delayMs };
  }

  private payloadOf({ eventId }: Delivery): string {
    const event = this.store.events.find(eventId);
    if (!event) throw new Error(`The event ${eventId} is owed to the shop and not in the store.`);
    return JSON.stringify(renderEvent(event, this.store.deliveries.pendingOf(eventId)), null, 2);
  }
}
