import type { ClientKey } from '../../web/limits/client-key.js';

const MAX_PAYERS = 20_000;

/** Which client pays an order. Its events may arrive at another process than its posts. */
export abstract class Payers {
  /** The last client to post about the order with this token. */
  abstract remember(token: string, client: ClientKey): Promise<void>;
  abstract find(token: string): Promise<ClientKey | null>;
}

export class MemoryPayers extends Payers {
  readonly #payers = new Map<string, ClientKey>();

  override remember(token: string, client: ClientKey): Promise<void> {
    this.#payers.delete(token);
    this.#payers.set(token, client);
    const [oldest] = this.#payers.keys();
    if (oldest && this.#payers.size > MAX_PAYERS) this.#payers.delete(oldest);
    return Promise.resolve();
  }

  override find(token: string): Promise<ClientKey | null> {
    return Promise.resolve(this.#payers.get(token) ?? null);
  }
}
