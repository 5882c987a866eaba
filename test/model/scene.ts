import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as aTurn } from 'node:timers/promises';
import type fc from 'fast-check';
import { ShopProblem } from '../../src/common/problem.js';
import type { StripeAccount } from './stripe-account.js';

/** Who decides what is next: fast-check, or a history that it has found. */
export type Turns = Pick<fc.Scheduler, 'schedule' | 'count' | 'waitNext'> & {
  report: () => { label: string }[];
};

interface Flow {
  name: string;
  hasEnded: boolean;
}

const flowOf = new AsyncLocalStorage<string>();

/**
 * What happens at once to one shopper's order. Whatever a flow waits for (Stripe's hearing it, its answer,
 * its turn to write, a pause) the scheduler lets it have when it chooses, one at a time.
 */
export class Scene {
  readonly flows: Flow[] = [];
  /** What no flow may end with. */
  readonly faults: string[] = [];
  #isQuiet = true;

  constructor(
    private readonly turns: Turns,
    readonly stripe: StripeAccount,
  ) {}

  /** At once while all is quiet. */
  async turn(what: string): Promise<void> {
    if (this.#isQuiet) return;
    await this.turns.schedule(Promise.resolve(), `${flowOf.getStore() ?? '?'}: ${what}`);
  }

  /** A question to Stripe: it may wait on the way there and on the way back. */
  async ask<T>(what: string, answer: (stripe: StripeAccount) => T): Promise<T> {
    await this.turn(`${what} reaches Stripe`);
    const answered = answer(this.stripe);
    await this.turn(`${what} is answered`);
    return answered;
  }

  /** A second one of the same kind is called `page (2)`. */
  begin(kind: string, work: () => Promise<unknown>) {
    const before = this.flows.filter(({ name }) => kindOf(name) === kind).length;
    const name = before === 0 ? kind : `${kind} (${before + 1})`;
    const flow = { name, hasEnded: false };
    this.flows.push(flow);
    void flowOf.run(name, async () => {
      await this.turn('begins');
      await work().catch((error: unknown) => this.#note(name, error));
      flow.hasEnded = true;
    });
  }

  /** Lets all that has begun happen, in the scheduler's order. */
  async play(begin: () => void): Promise<void> {
    this.#isQuiet = false;
    begin();
    for (;;) {
      await settled();
      if (this.turns.count() === 0) break;
      await this.turns.waitNext(1);
    }
    this.#isQuiet = true;
    const stuck = this.flows.filter(({ hasEnded }) => !hasEnded);
    this.faults.push(...stuck.map(({ name }) => `${name} waits for ever`));
  }

  /** Every turn that was had, in that order: whose it was, and what for. */
  get story(): string[] {
    return this.turns.report().map(({ label }) => label);
  }

  /** A refusal in the shop's words is an answer. */
  #note(name: string, error: unknown) {
    if (error instanceof ShopProblem) return;
    this.faults.push(
      `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

export function kindOf(name: string): string {
  return name.replace(/ \(\d+\)$/, '');
}

/** What can go on without another turn has gone on: SQLite and Prisma need one round of the event loop. */
async function settled() {
  for (let round = 0; round < 3; round += 1) await aTurn();
}

let present: Scene | null = null;

export function enter(scene: Scene) {
  present = scene;
}

export function presentScene(): Scene {
  if (!present) throw new Error('Nothing is played');
  return present;
}
