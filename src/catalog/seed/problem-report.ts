import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { Place } from './store/import-store.js';

export interface Problem extends Place {
  file: string;
  /** As the record has it, if it has one. */
  slug: string | null;
  problems: readonly string[];
}

const SHOWN = 20;
const HEADER = 'file,line,book,slug,problem\r\n';

/** The records that are not imported: all of them in a file, the first ones for the screen. */
export class ProblemReport {
  readonly shown: string[] = [];
  /** How many records. */
  count = 0;
  #descriptor: number | null = null;

  /** Removes the report of an earlier run. */
  constructor(readonly path: string) {
    rmSync(path, { force: true });
  }

  add(record: Problem) {
    this.count += 1;
    this.#descriptor ??= this.#open();
    const { file, line, seq, slug } = record;
    const rows = record.problems.map((problem) => cells([file, line, seq, slug ?? '', problem]));
    writeSync(this.#descriptor, rows.join(''));
    const place = slug === null ? `book ${seq}` : `book ${seq} (${slug})`;
    const problems = record.problems.map((problem) => `${file} line ${line}: ${place}: ${problem}`);
    this.shown.push(...problems.slice(0, SHOWN - this.shown.length));
  }

  /** For the screen. */
  summary(): string {
    const are = this.count === 1 ? '1 record was' : `${this.count} records were`;
    return [`${are} not imported. All problems are in ${this.path}:`, ...this.shown].join('\n  ');
  }

  close() {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #open(): number {
    const descriptor = openSync(this.path, 'w');
    writeSync(descriptor, HEADER);
    return descriptor;
  }
}

/** A spreadsheet takes a cell that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cells(values: readonly (string | number)[]): string {
  const quoted = values.map((value) => {
    const text = String(value).replaceAll('"', '""');
    return `"${FORMULA.test(text) ? `'${text}` : text}"`;
  });
  return `${quoted.join()}\r\n`;
}
