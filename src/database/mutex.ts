/** A fair mutex. */
export class Mutex {
  #last: Promise<void> = Promise.resolve();

  /** Resolves to the function that releases it. */
  async acquire(): Promise<() => void> {
    const before = this.#last;
    let release: () => void = () => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    return release;
  }
}
