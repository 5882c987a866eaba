const DAY_MS = 24 * 60 * 60 * 1000;

/** Rings once, at the time it was last set for. */
export class Alarm {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly ring: () => void) {}

  /** null: not at all. What is further away than timers can count rings early. */
  set(atMs: number | null): void {
    clearTimeout(this.timer);
    if (atMs === null) return;
    this.timer = setTimeout(this.ring, Math.min(Math.max(atMs - Date.now(), 0), DAY_MS));
  }
}
