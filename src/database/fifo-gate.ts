/** Lets one through at a time, in the order they came. */
export class FifoGate {
  #last: Promise<void> = Promise.resolve();

  /** Waits for those who came before. The next waits until the returned function is called. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => undefined;
    this.#last = new Promise((resolve) => (leave = resolve));
    await before;
    return leave;
  }
}
