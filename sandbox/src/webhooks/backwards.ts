/** What waits goes out even if too few have come: longer than somebody takes to type a card. */
const PATIENCE_MS = 60_000;

type Work<T> = () => Promise<T>;

interface Held<T> {
  work: Work<T>;
  resolve: (outcome: Promise<T> | null) => void;
}

interface Ends {
  /** Nobody holds back any more: what waits goes on. */
  released: AbortSignal;
  /** Everything stops: what waits is not done. */
  stopping: AbortSignal;
}

/** Holds work back until so much waits, then does it piece by piece, the newest first. */
export class Backwards<T> {
  private held: Held<T>[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** null: it was held when everything stopped. */
  inTurn(work: Work<T>, count: number, ends: Ends): Promise<T | null> {
    return new Promise((resolve) => {
      this.held.push({ work, resolve });
      if (this.held.length === 1) this.watch(ends);
      if (this.held.length >= count) this.release();
    });
  }

  private watch({ released, stopping }: Ends): void {
    this.timer = setTimeout(this.release, PATIENCE_MS);
    released.addEventListener('abort', this.release, { once: true });
    stopping.addEventListener('abort', this.forget, { once: true });
  }

  private readonly release = (): void => {
    void doAll(this.takeAll().reverse());
  };

  private readonly forget = (): void => {
    for (const { resolve } of this.takeAll()) resolve(null);
  };

  private takeAll(): Held<T>[] {
    clearTimeout(this.timer);
    return this.held.splice(0);
  }
}

async function doAll<T>(held: readonly Held<T>[]): Promise<void> {
  for (const { work, resolve } of held) {
    const outcome = work();
    resolve(outcome);
    // The next one waits for this one's answer. What went wrong, its own caller hears.
    await outcome.catch(() => undefined);
  }
}
