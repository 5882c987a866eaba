import { LRUCache } from 'lru-cache';
import type { StoredResponse } from './stored-response.js';

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Responses that say `Cache-Control: public`, by their URL. A page is shown only while the version with which
 * it was stored is the current one, so that it is never behind the database.
 */
export class PageCache {
  readonly #responses = new LRUCache<string, StoredResponse>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ size }) => size,
  });

  /** `readVersion`: of all that pages show, now. */
  constructor(private readonly readVersion: () => string) {}

  /** Undefined if it cannot be read: pages are neither stored nor found then, and tell themselves what is wrong. */
  version(): string | undefined {
    try {
      return this.readVersion();
    } catch {
      return undefined;
    }
  }

  find(url: string): StoredResponse | undefined {
    const stored = this.#responses.get(url);
    if (!stored) return undefined;
    const { version } = stored.answer;
    if (version === null || version === this.version()) return stored;
    this.#responses.delete(url);
    return undefined;
  }

  /** One that is there stays: it may be compressed by now. */
  store(url: string, response: StoredResponse) {
    if (!this.find(url)) this.#responses.set(url, response);
  }
}
