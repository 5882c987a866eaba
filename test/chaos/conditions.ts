import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Dice } from './dice.js';
import type { Fault } from './faults.js';

/** What is wrong with the machine for a whole run. It needs more than npm brings: by command only. */
export interface Condition {
  shopEnv: Record<string, string>;
  /** Where the shop's database has to be; null: anywhere. */
  folder: string | null;
  faults: (seed: number, round: number) => Fault[];
  end: () => void;
}

const NONE: Condition = { shopEnv: {}, folder: null, faults: () => [], end: () => undefined };

const DISK = 'size=16m';
const CLOCK_LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

/** Each says why it cannot be, where it cannot. */
const CONDITIONS = { 'full-disk': fullDisk, 'skewed-clock': skewedClock } as const;

export function conditionNamed(name: string | undefined): Condition {
  if (name === undefined) return NONE;
  if (name in CONDITIONS) return CONDITIONS[name as keyof typeof CONDITIONS]();
  throw new Error(`--fault can be ${Object.keys(CONDITIONS).join(' or ')}`);
}

/** A disk of memory, small enough to be filled at once. */
function fullDisk(): Condition {
  if (process.getuid?.() !== 0) throw new Error('full-disk mounts a small disk: run it as root');
  const folder = mkdtempSync(path.join(tmpdir(), 'folio-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', folder]);
  return {
    ...NONE,
    folder,
    faults: (seed, round) => {
      const dice = new Dice(seed, round, 'disk');
      return [{ kind: 'full-disk', atMs: dice.int(0, 400), forMs: dice.int(100, 900) }];
    },
    end: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Four minutes: less than the five within which a signature is taken. */
function skewedClock(): Condition {
  if (!existsSync(CLOCK_LIBRARY)) {
    throw new Error('skewed-clock needs faketime: apt-get install faketime');
  }
  return { ...NONE, shopEnv: { LD_PRELOAD: CLOCK_LIBRARY, FAKETIME: '+240s' } };
}
