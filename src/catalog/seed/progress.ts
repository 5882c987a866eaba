import { SingleBar } from 'cli-progress';

/** Shows how far a phase of the import is. */
export interface Progress {
  /** `total`: of what is counted by `advance`, if it is known. */
  start(phase: string, total: number | null): void;
  /** `records` are counted beside it, where the total is of something else, such as bytes. */
  advance(count: number, records?: number): void;
  end(): void;
}

const LINE_EVERY_MS = 5_000;

/** A bar on a terminal, plain lines elsewhere. */
export function progressOn(output: NodeJS.WriteStream): Progress {
  return output.isTTY ? new BarProgress(output) : new LineProgress(output);
}

class BarProgress implements Progress {
  readonly #bar: SingleBar;
  #counter = new Counter(null);

  constructor(stream: NodeJS.WriteStream) {
    const format =
      '{phase} {bar} {percentage} %  {records} records  {rate}/s  {eta_formatted} left';
    this.#bar = new SingleBar({ stream, format, fps: 5, clearOnComplete: true, barsize: 24 });
  }

  start(phase: string, total: number | null) {
    this.#counter = new Counter(total);
    this.#bar.start(total ?? 0, 0, { phase: phase.padEnd(9), records: 0, rate: 0 });
  }

  advance(count: number, records = count) {
    this.#counter.add(count, records);
    const { done, records: all, rate } = this.#counter;
    this.#bar.update(done, {
      records: all.toLocaleString('en-US'),
      rate: rate.toLocaleString('en-US'),
    });
  }

  end() {
    this.#bar.stop();
  }
}

class LineProgress implements Progress {
  #phase = '';
  #counter = new Counter(null);
  #nextAt = 0;

  constructor(private readonly output: NodeJS.WriteStream) {}

  start(phase: string, total: number | null) {
    this.#phase = phase;
    this.#counter = new Counter(total);
    this.#nextAt = performance.now() + LINE_EVERY_MS;
  }

  advance(count: number, records = count) {
    this.#counter.add(count, records);
    if (performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + LINE_EVERY_MS;
    this.output.write(`${this.#phase}: ${this.#counter.line}\n`);
  }

  end() {
    // The result of the import is the last line.
  }
}

class Counter {
  readonly #start = performance.now();
  done = 0;
  records = 0;

  constructor(private readonly total: number | null) {}

  add(count: number, records: number) {
    this.done += count;
    this.records += records;
  }

  /** In records a second. */
  get rate(): number {
    return Math.round(this.records / this.#seconds);
  }

  get line(): string {
    const counted = `${this.records.toLocaleString('en-US')} records, ${this.rate.toLocaleString('en-US')}/s`;
    if (this.total === null || this.done === 0) return counted;
    const share = Math.min(1, this.done / this.total);
    const left = Math.round((this.#seconds / share) * (1 - share));
    return `${Math.floor(share * 100)} %, ${counted}, ${left} s left`;
  }

  get #seconds(): number {
    return Math.max(performance.now() - this.#start, 1) / 1_000;
  }
}
