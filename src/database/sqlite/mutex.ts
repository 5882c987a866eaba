/** Lets one through at a time, in the order they came. */
export class Mutex {
  #last: Promise<void> = Promise.resolve();

  /** Waits for those who came before. The next waits until the returned function is called. */
  async acquire(): Promise<() => void> {
    const before = this.#last;
    let release: () => void = () => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    return release;
  }
}
