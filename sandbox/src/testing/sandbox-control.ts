import type { z } from 'zod';
import type { Kind, Trouble } from '../trouble/trouble-kinds.js';

export interface RecordedRequest {
  method: string;
  path: string;
  status: number;
  idempotency_key: string | null;
  idempotent_replayed: boolean;
  trouble: string | null;
}

export interface RecordedDelivery {
  event: string;
  endpoint: string;
  delivery_state: string;
  request_body: string;
  status: number | null;
  error: string | null;
  trouble: string | null;
  created_ms: number;
  duration_ms: number;
}

/** Asks and steers a sandbox that runs, in this process or another. */
export class SandboxControl {
  constructor(private readonly url: string) {}

  /** Forgets all objects, events, deliveries and requests, and ends all trouble. */
  async reset(): Promise<void> {
    await this.#change('reset', { method: 'POST' });
  }

  requests(): Promise<RecordedRequest[]> {
    return this.#read('requests');
  }

  deliveries(): Promise<RecordedDelivery[]> {
    return this.#read('deliveries');
  }

  /** The two troubles that most tests want. */
  async set({ webhooks, delay_ms }: { webhooks?: 'on' | 'off'; delay_ms?: number }): Promise<void> {
    if (webhooks === 'off') await this.makeTrouble({ mute_webhooks: {} });
    if (webhooks === 'on') await this.stopTrouble('mute_webhooks');
    if (delay_ms === 0) await this.stopTrouble('slow_requests');
    else if (delay_ms !== undefined) {
      await this.makeTrouble({ slow_requests: { ms: delay_ms, when: 'after' } });
    }
  }

  async makeTrouble(trouble: z.input<typeof Trouble>): Promise<void> {
    await this.#change('trouble', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(trouble),
    });
  }

  /** Of this kind, or all of it. */
  async stopTrouble(kind: Kind | '' = ''): Promise<void> {
    await this.#change(`trouble/${kind}`, { method: 'DELETE' });
  }

  async #change(what: string, init: RequestInit): Promise<void> {
    await this.#ask(what, init);
  }

  async #ask(what: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(`/_sandbox/${what}`, this.url);
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw new Error(`No sandbox answers at ${url.origin}: is it running?`, { cause });
    });
    if (response.ok) return response;
    throw new Error(`${url.href} was refused (${response.status}): ${await response.text()}`);
  }

  async #read<T>(what: string): Promise<T[]> {
    const response = await this.#ask(what);
    const body = (await response.json()) as T[] | { data: T[] };
    return Array.isArray(body) ? body : body.data;
  }
}
