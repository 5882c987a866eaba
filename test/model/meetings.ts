import { FLOW_NAMES } from './flows.js';
import { kindOf } from './scene.js';

/** What has run beside what. */
export class Meetings {
  readonly #stories = new Set<string>();
  readonly #pairs = new Map<string, number>();
  #told = 0;

  /** `story`: whose turn it was and what for, one after the other. */
  note(story: readonly string[]) {
    this.#told += 1;
    this.#stories.add(story.join());
    const spans = spansOf(story);
    for (const [a, [beginA, endA]] of spans) {
      for (const [b, [beginB, endB]] of spans) {
        if (kindOf(a) < kindOf(b) && beginA < endB && beginB < endA)
          this.#count(kindOf(a), kindOf(b));
      }
    }
  }

  get unmet(): [string, string][] {
    return NAMES.flatMap((a) =>
      NAMES.filter((b) => a < b).map((b): [string, string] => [a, b]),
    ).filter(([a, b]) => !this.#pairs.has(pairOf(a, b)));
  }

  tell(): string {
    const [rarest] = [...this.#pairs].sort(([, a], [, b]) => a - b);
    return `${this.#told} interleavings, ${this.#stories.size} distinct; ${this.#pairs.size} pairs of flows met, the rarest ${rarest?.join(': ') ?? 'none'}`;
  }

  #count(a: string, b: string) {
    const pair = pairOf(a, b);
    this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
  }
}

const NAMES = [...FLOW_NAMES, 'webhook', 'repeated webhook'];

const pairOf = (a: string, b: string) => `${a} + ${b}`;

/** The first and the last turn of each flow. */
function spansOf(story: readonly string[]): Map<string, [number, number]> {
  const spans = new Map<string, [number, number]>();
  for (const [at, label] of story.entries()) {
    const name = label.slice(0, label.indexOf(':'));
    spans.set(name, [spans.get(name)?.[0] ?? at, at]);
  }
  return spans;
}
