import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../store/delivery-queue.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import type { Send, Signals, Tried } from './attempts.js';
import { Backwards } from './backwards.js';
import { type DeliveryTrouble, deliveryTrouble } from './delivery-trouble.js';
import type { Posted } from './post.js';

const WRONG_SECRET = 'whsec_forged';

type Posts = readonly Posted[];

/** Lets deliveries through, with the trouble that is on. */
export class TroubledPassage {
  /** Each endpoint has an order of its own. */
  private readonly queues = new Map<string, Backwards<Posts>>();

  constructor(private readonly store: SandboxStore) {}

  async pass(delivery: Delivery, send: Send, signals: Signals): Promise<Tried | null> {
    const trouble = deliveryTrouble(this.store, delivery);
    const posts = await this.posts(delivery, trouble, send, signals);
    return posts && { posts, trouble: trouble.kinds.join(', ') || null };
  }

  private async posts(
    { endpointId }: Delivery,
    trouble: DeliveryTrouble,
    send: Send,
    { stopping }: Signals,
  ): Promise<Posts | null> {
    if (trouble.isDropped) return [notSent()];
    const { trouble: switches } = this.store;
    const released = switches.untilStopped('reorder_deliveries');
    const hurried = switches.untilStopped('delay_deliveries');
    await wait(trouble.delayMs, AbortSignal.any([hurried, stopping]));
    if (stopping.aborted) return null;
    const sendOnce = () => send(trouble.isForged ? { secret: WRONG_SECRET } : {});
    const sendAll = () => Promise.all(trouble.isRepeated ? [sendOnce(), sendOnce()] : [sendOnce()]);
    if (trouble.hold === 1 || released.aborted) return sendAll();
    return this.queueOf(endpointId).inTurn(sendAll, trouble.hold, { released, stopping });
  }

  private queueOf(endpointId: string): Backwards<Posts> {
    const queue = this.queues.get(endpointId) ?? new Backwards<Posts>();
    this.queues.set(endpointId, queue);
    return queue;
  }
}

function notSent(): Posted {
  return {
    requestHeaders: {},
    requestBody: '',
    createdMs: Date.now(),
    durationMs: 0,
    status: null,
    response: null,
    error: 'dropped on purpose: nothing was sent',
  };
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => undefined);
}
