import type { EntryResult } from '../to-entry.js';

type Awaitable<T> = T | Promise<T>;
type Rows<T> = Iterable<T> | AsyncIterable<T>;

/** Where a record stands. */
export interface Place {
  /** Counts all records of the import, good or bad, from 1. */
  seq: number;
  /** The index of the file. */
  source: number;
  line: number;
}

export interface ReadRecord {
  place: Place;
  /** Null if it has none that is fit for a message. */
  slug: string | null;
  result: EntryResult;
}

export type Refuse = (place: Place, slug: string | null, problems: readonly string[]) => void;

export interface PlanCounts {
  added: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
}

export interface StockIgnored {
  slug: string;
  stock: number | null;
}

/** Of a changed book the fields that differ: `[field, old, new]`. */
export interface BookChange {
  slug: string;
  fields: [string, unknown, unknown][];
}

/** What an import would do to the shop: read only. */
export interface ImportPlan {
  /** Compares all staged records with the shop. `onRange` is told how many. */
  compare(lastSeq: number, onRange: (count: number) => void): Awaitable<void>;
  /** Books for sale that are in none of the records. */
  withdrawMissing(): Awaitable<void>;
  counts(): Awaitable<PlanCounts>;
  /** Books whose stock in the file differs from the shop's, which is not changed: how many, and the first ones. */
  stockIgnored(): Awaitable<{ count: number; first: StockIgnored[] }>;
  /** The files of covers that have to be there before the books are. */
  covers(): Rows<{ source: string; file: string }>;
  addedSlugs(): Rows<string>;
  withdrawnSlugs(): Rows<string>;
  changes(): Rows<BookChange>;
}

/**
 * The shop's database, and the records of one import beside it: the shop is not locked meanwhile. One import runs at a
 * time. Nothing is left of one that was killed.
 */
export interface ImportStore {
  readonly plan: ImportPlan;
  /** Keeps a good record that goes with earlier ones. Others are refused, in their order. */
  stage(record: ReadRecord): Awaitable<void>;
  /** Refuses those whose ISBN another book of the shop has. */
  endStaging(): Awaitable<void>;
  /** Carries out the plan in short transactions. `onSlice` is told how many books were written. */
  apply(onSlice: (count: number) => void): Promise<void>;
  close(): Awaitable<void>;
}

export interface ImportStoreSettings {
  currency: string;
  refuse: Refuse;
  /** For another import to end, instead of being refused. */
  waitMs?: number;
}

export const ANOTHER_IMPORT = 'another import is running: wait until it has ended';

export const repeatedProblem = (name: string, seq: number) =>
  `has the same ${name} as book ${seq}: every ${name} stands once`;

export function subjectProblem(code: string, name: string, known: { name: string; line: number }) {
  return `subjects names ${code} ${JSON.stringify(name)}, and line ${known.line} names it ${JSON.stringify(known.name)}: a code has one name`;
}

export function takenIsbnProblem({ isbn, holder }: { isbn: string; holder: string }) {
  const cure = 'keep that slug (addresses and orders use it), or leave the ISBN out';
  return `ISBN ${isbn} belongs to the book "${holder}" in the database: ${cure}`;
}
