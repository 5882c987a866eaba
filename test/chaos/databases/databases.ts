import type { Fault } from '../faults.js';

export const DATABASE_KINDS = ['sqlite', 'postgresql'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** How a server ends: its sessions are ended, or cut off, or it is killed. */
export type ServerEnd = 'fast' | 'immediate' | 'kill';

/** The databases of a run, and what somebody else than the shop does with them. */
export interface ChaosDatabases {
  readonly kind: DatabaseKind;
  /** For the stage of this name. `folder`: where it has to be; null: anywhere. */
  fresh(stage: string, folder: string | null): Promise<string>;
  remove(database: string): Promise<void>;
  /** One statement, made as soon as it can be. */
  edit(database: string, sql: string, values: (string | number)[]): Promise<void>;
  /** Nobody else can write for so long. */
  lock(database: string, forMs: number): Promise<void>;
  stopServer(how: ServerEnd, forMs: number): Promise<void>;
  /** What goes wrong in this round besides. */
  faults(seed: number, round: number): Fault[];
  close(): Promise<void>;
}
