import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Patch } from '../../sandbox/test/support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { root } from '../support/program.js';
import type { Fault } from './faults.js';
import type { StoryName } from './stories.js';

/** What is sure to lead the shop past a fail-point. */
interface Bait {
  story: StoryName;
  faults?: readonly Fault[];
  /** How long after the shoppers have gone it may take. */
  withinMs?: number;
}

const SPENT: Fault = { kind: 'spend-key', question: 'create', acted: true, times: 1 };
const SILENT: Fault = { kind: 'lose-answer', question: 'retrieve', when: 'before', times: 80 };

const MUTE: Fault = { kind: 'mute-events' };

/** Every `// fail-point: NAME` of src/, each between two side effects, and what leads there. */
export const BAITS = {
  'cart-half-changed': { story: 'buys a cart' },
  'order-half-created': { story: 'buys one book' },
  'order-placed': { story: 'buys one book' },
  'payment-created': { story: 'buys one book' },
  'payment-saved': { story: 'buys one book' },
  'attempt-counted': { story: 'buys one book', faults: [SPENT] },
  'duplicate-canceled': { story: 'buys one book', faults: [SPENT] },
  'email-saved': { story: 'buys one book' },
  'email-sent': { story: 'buys one book' },
  'superseded-at-stripe': { story: 'changes their mind' },
  'event-stored': { story: 'buys one book' },
  'event-backfilled': { story: 'buys one book', faults: [MUTE], withinMs: 4_000 },
  'event-not-processed': { story: 'buys one book', faults: [SILENT] },
  'transition-applied': { story: 'buys one book' },
  'event-processed': { story: 'buys one book' },
  'ledger-written': { story: 'is refunded' },
  'expired-at-stripe': { story: 'walks away', withinMs: 8_000 },
  'receipt-number-taken': { story: 'buys one book' },
  'refund-made': { story: 'is refunded at the desk' },
  'mail-accepted': { story: 'buys one book', withinMs: 4_000 },
  'lease-taken': { story: 'buys one book', withinMs: 3_000 },
} as const satisfies Record<string, Bait>;

export type FailPoint = keyof typeof BAITS;

/** Object.keys() forgets the names. */
export const FAIL_POINTS = Object.keys(BAITS) as FailPoint[];

export const baitFor = (failPoint: FailPoint): Bait => BAITS[failPoint];

const COMMENT = /\/\/ fail-point: (\S+)/g;

/** Every fail-point below a folder, and the file it is in. */
export function failPointsBelow(folder: string): { name: string; file: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.(js|ts)$/.test(file))
    .flatMap((file) => {
      const code = readFileSync(path.join(folder, file), 'utf8');
      return [...code.matchAll(COMMENT)].map(([, name = '']) => ({ name, file }));
    });
}

/**
 * One build for all of them: each asks a file whether it is the one to die at, and leaves word that
 * it was reached.
 */
export function buildThatDies(name: string, more: Patch[]): Promise<string> {
  const points = failPointsBelow(path.join(root, 'dist'));
  return patchedBuild(name, [...points.map(asking), ...more]);
}

function asking({ name, file }: { name: string; file: string }): Patch {
  const code = `((fs, file) => {
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== '${name}') return;
    fs.renameSync(file, file + '.reached');
    process.kill(process.pid, 'SIGKILL');
  })(process.getBuiltinModule('node:fs'), process.env.FAIL_POINT_FILE);`;
  return { file, find: new RegExp(`// fail-point: ${name}$`, 'm'), replace: code };
}
