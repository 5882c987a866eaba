import path from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type Sqlite from 'better-sqlite3';

const WORKER = path.resolve(import.meta.dirname, 'bridge-worker.mjs');
const PATIENCE_MS = 20_000;
/** Of the worker: see bridge-worker.mjs. */
const IDLE = 0;
const ASKED = 1;

/** All reads of it see the same moment, as SQLite's do. */
const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ';

type Rows = Record<string, unknown>[];
type Answer = { rows: Rows; changes: number } | { error: string; code: string };

/** A thread that asks PostgreSQL while this one waits for it. It ends when nobody has asked for a while. */
class Bridge {
  readonly state = new Int32Array(new SharedArrayBuffer(4));
  readonly #channel = new MessageChannel();

  constructor() {
    const workerData = { state: this.state, port: this.#channel.port2 };
    new Worker(WORKER, { workerData, transferList: [this.#channel.port2] }).unref();
    this.#channel.port1.unref();
  }

  /** Null if the thread has ended. */
  ask(question: object): Answer | null {
    if (Atomics.compareExchange(this.state, 0, IDLE, ASKED) !== IDLE) return null;
    this.#channel.port1.postMessage(question);
    if (Atomics.wait(this.state, 0, ASKED, PATIENCE_MS) === 'timed-out')
      throw new Error(`PostgreSQL does not answer: ${JSON.stringify(question)}`);
    const received = receiveMessageOnPort(this.#channel.port1) as { message: Answer };
    return received.message;
  }
}

let bridge: Bridge | undefined;

function ask(url: string, sql: string, values: unknown[]) {
  const question = { url, sql, values };
  let answer = bridge?.ask(question);
  if (!answer) {
    bridge = new Bridge();
    answer = bridge.ask(question);
  }
  if (!answer) throw new Error('The thread that asks PostgreSQL has ended');
  if ('error' in answer) throw Object.assign(new Error(answer.error), { code: answer.code });
  return answer;
}

/** As much of better-sqlite3 as the specs use, on a PostgreSQL database: so they look at both in the same way. */
export function bridgeTo(url: string): Sqlite.Database {
  let isInTransaction = false;
  const prepare = (sql: string) => statement((values) => ask(url, sql, values));
  const exec = (sql: string) => {
    isInTransaction ||= sql === 'BEGIN';
    ask(url, sql === 'BEGIN' ? SNAPSHOT : sql, []);
  };
  const close = () => {
    if (isInTransaction) ask(url, 'ROLLBACK', []);
  };
  return { prepare, exec, close } as unknown as Sqlite.Database;
}

type Run = (values: unknown[]) => { rows: Rows; changes: number };

function statement(run: Run, shape = (row: Record<string, unknown>): unknown => row) {
  return {
    pluck: () => statement(run, (row) => Object.values(row)[0]),
    raw: () => statement(run, (row) => Object.values(row)),
    all: (...values: unknown[]) => run(values).rows.map(shape),
    get: (...values: unknown[]) => run(values).rows.map(shape)[0],
    run: (...values: unknown[]) => ({ changes: run(values).changes }),
  };
}
