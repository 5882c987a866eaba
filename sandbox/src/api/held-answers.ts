import { setTimeout as pause } from 'node:timers/promises';

/** Requests and answers that are held back on purpose. */
export class HeldAnswers {
  private held = new AbortController();
  private isEnded = false;

  async hold(ms: number): Promise<void> {
    if (ms <= 0 || this.isEnded) return;
    await pause(ms, undefined, { signal: this.held.signal }).catch(() => undefined);
  }

  /** Those that are held now go on. */
  release(): void {
    this.held.abort();
    this.held = new AbortController();
  }

  /** The same, and none is held any more. */
  end(): void {
    this.isEnded = true;
    this.release();
  }
}
