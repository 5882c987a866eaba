import { appendFileSync } from 'node:fs';

/** `unknown`: nobody answered, or the answer was an error; it may have happened or not. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** What an answer told. */
export interface Told {
  outcome: Outcome;
  status?: number;
  /** Of the order that it was about. */
  token?: string | null;
  paymentIntentId?: string | null;
  cartId?: string | null;
  /** The price on the Pay button, in minor units. */
  shownMinor?: number;
  says?: 'paid' | 'nothing was charged' | null;
  /** Something in an error page that must not be there. */
  leaked?: string | null;
  error?: string;
}

export interface Operation extends Told {
  id: number;
  round: number;
  who: string;
  does: string;
  /** What was asked for: a book, a number of copies, an e-mail address … */
  with: Record<string, string | number>;
  invokedAt: number;
  /** Infinity while nobody knows whether it is over. */
  endedAt: number;
}

type Asked = Pick<Operation, 'round' | 'who' | 'does' | 'with'>;

/** What everybody did and was told, as it happened: kept here, and as JSON lines in a file. */
export class History {
  readonly operations: Operation[] = [];
  #started = 0;

  constructor(readonly file: string) {}

  async record(asked: Asked, perform: () => Promise<Told>): Promise<Told> {
    const id = (this.#started += 1);
    const invokedAt = performance.now();
    this.#write({ id, type: 'invoke', ...asked });
    const told = await perform();
    const endedAt = told.outcome === 'unknown' ? Infinity : performance.now();
    this.operations.push({ id, ...asked, ...told, invokedAt, endedAt });
    this.#write({ id, type: told.outcome, who: asked.who, does: asked.does, ...told });
    return told;
  }

  /** What was done to the shop, in between. */
  note(what: string, details: object = {}): void {
    this.#write({ type: 'note', what, ...details });
  }

  #write(line: object) {
    const at = Math.round(performance.now());
    appendFileSync(this.file, `${JSON.stringify({ at, ...line })}\n`);
  }
}
