import { setTimeout as pause } from 'node:timers/promises';
import { Alarm } from '../alarm.js';
import type { Log } from '../log.js';
import type { Delivery } from '../store/delivery-queue.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import type { Attempts } from './attempts.js';

/** A shop that was away for long is not flooded when it comes back, nor does it hold up another. */
const MOST_AT_ONCE = 25;

/** After a mistake of the sandbox's own: trying again at once would be all it does. */
const AFTER_MISTAKE_MS = 60_000;

interface UnderWay {
  endpointId: string;
  done: Promise<void>;
}

/** Pays what is owed to webhook endpoints. That is in the store: a restart picks up where it stopped. */
export class Dispatcher {
  private readonly underWay = new Map<number, UnderWay>();
  private cutOff = new AbortController();
  private stopping = new AbortController();
  private isClosed = false;
  private readonly alarm = new Alarm(() => {
    this.wake();
  });

  constructor(
    private readonly store: SandboxStore,
    private readonly attempts: Attempts,
    private readonly log: Log,
  ) {}

  /** Sends whatever is due, all at once, and comes back when the next one is. */
  wake(): void {
    if (this.stopping.signal.aborted) return;
    const now = Date.now();
    for (const delivery of this.store.deliveries.due('url', now)) {
      if (!this.underWay.has(delivery.id) && this.hasRoomFor(delivery)) this.start(delivery);
    }
    this.alarm.set(this.store.deliveries.nextDue('url', now));
  }

  /** Gives what is under way a moment; the rest stays due. */
  async close(graceMs: number): Promise<void> {
    this.isClosed = true;
    this.stopping.abort();
    this.alarm.set(null);
    const grace = setTimeout(() => {
      this.cutOff.abort();
    }, graceMs);
    await Promise.all([...this.underWay.values()].map(({ done }) => done));
    clearTimeout(grace);
  }

  /** Ends what is under way at once, as if it had not been tried, and begins again after `work`. */
  async dropAll(work: () => void): Promise<void> {
    this.stopping.abort();
    this.cutOff.abort();
    await Promise.all([...this.underWay.values()].map(({ done }) => done));
    if (this.isClosed) return;
    try {
      work();
    } finally {
      this.stopping = new AbortController();
      this.cutOff = new AbortController();
      this.wake();
    }
  }

  private hasRoomFor({ endpointId }: Delivery): boolean {
    const others = [...this.underWay.values()].filter((each) => each.endpointId === endpointId);
    return others.length < MOST_AT_ONCE;
  }

  private start(delivery: Delivery): void {
    const { signal: stopping } = this.stopping;
    const done = this.attempts
      .make(delivery, { stopping, cutOff: this.cutOff.signal })
      .catch(async (error: unknown) => {
        this.log('error', `delivery ${delivery.id}: ${String(error)}`);
        await pause(AFTER_MISTAKE_MS, undefined, { signal: stopping }).catch(() => undefined);
      })
      .finally(() => {
        this.underWay.delete(delivery.id);
        this.wake();
      });
    this.underWay.set(delivery.id, { endpointId: delivery.endpointId, done });
  }
}
