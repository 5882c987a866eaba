import type { Turns } from './scene.js';

interface Waiting {
  label: string;
  go: () => void;
}

/**
 * A history that was found once, told again: `payment` lets that flow have all of its turns,
 * `page: retrieve reaches Stripe` those up to this one. What is left over then goes on as it came.
 */
export class Scripted implements Turns {
  readonly #waiting: Waiting[] = [];
  readonly #had: { label: string }[] = [];

  constructor(private readonly script: string[]) {}

  async schedule<T>(task: Promise<T>, label = ''): Promise<T> {
    await new Promise<void>((go) => this.#waiting.push({ label, go }));
    return task;
  }

  count(): number {
    return this.#waiting.length;
  }

  waitNext(): Promise<void> {
    const at = this.#next();
    const [turn] = this.#waiting.splice(at, 1);
    if (turn) this.#had.push(turn);
    turn?.go();
    return Promise.resolve();
  }

  report() {
    return this.#had;
  }

  #next(): number {
    for (let [step] = this.script; step !== undefined; [step] = this.script) {
      const name = flowOf(step);
      const at = this.#waiting.findIndex(({ label }) => flowOf(label) === name);
      if (at === -1 || this.#waiting[at]?.label === step) this.script.shift();
      if (at !== -1) return at;
    }
    return 0;
  }
}

function flowOf(label: string): string | undefined {
  return label.split(':')[0];
}
