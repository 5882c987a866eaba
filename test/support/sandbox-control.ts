export interface RecordedRequest {
  method: string;
  path: string;
  status: number;
  idempotency_key: string | null;
  idempotent_replayed: boolean;
}

export interface RecordedDelivery {
  event: string;
  endpoint: string;
  status: number | null;
}

/** The sandbox's control routes. */
export class SandboxControl {
  constructor(private readonly url: string) {}

  requests(): Promise<RecordedRequest[]> {
    return this.#read('requests');
  }

  deliveries(): Promise<RecordedDelivery[]> {
    return this.#read('deliveries');
  }

  async set(settings: { webhooks?: 'on' | 'off'; delay_ms?: number }): Promise<void> {
    const response = await fetch(`${this.url}/_sandbox/settings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(settings),
    });
    if (!response.ok) throw new Error(`Settings refused: ${await response.text()}`);
  }

  async #read<T>(what: string): Promise<T[]> {
    const response = await fetch(`${this.url}/_sandbox/${what}`);
    const body = (await response.json()) as T[] | { data: T[] };
    return Array.isArray(body) ? body : body.data;
  }
}
