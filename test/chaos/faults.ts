import type { ServerEnd } from './databases/databases.js';
import type { Dice } from './dice.js';
import { FAIL_POINTS, type FailPoint } from './fail-points.js';

/** Which of the shop's questions to Stripe. */
export type Question = 'any' | 'create' | 'retrieve' | 'update' | 'cancel' | 'list';

/** Something that goes wrong. What happens at a moment has it in milliseconds after the start. */
export type Fault =
  | { kind: 'kill'; atMs: number }
  | { kind: 'kill-at'; failPoint: FailPoint }
  | { kind: 'freeze'; atMs: number; forMs: number }
  | { kind: 'lock-database'; atMs: number; forMs: number }
  | { kind: 'lose-answer'; question: Question; when: 'before' | 'after'; times: number }
  | { kind: 'hang'; question: Question; times: number }
  | { kind: 'slow-answer'; question: Question; delayMs: number; times: number }
  | { kind: 'refuse'; question: Question; status: 409 | 429 | 500 | 503; times: number }
  | { kind: 'spend-key'; question: Question; acted: boolean; times: number }
  | { kind: 'lose-events'; times: number }
  | { kind: 'repeat-events'; times: number }
  | { kind: 'delay-events'; ms: number; times: number }
  | { kind: 'reorder-events'; hold: number; times: number }
  | { kind: 'forge-events'; times: number }
  | { kind: 'mute-events' }
  | { kind: 'full-disk'; atMs: number; forMs: number }
  | { kind: 'stop-server'; how: ServerEnd; atMs: number; forMs: number };

export type FaultKind = Fault['kind'];
type Draw = (dice: Dice) => Fault;

const QUESTIONS: readonly (readonly [Question, number])[] = [
  ['any', 4],
  ['create', 3],
  ['retrieve', 3],
  ['update', 2],
  ['cancel', 2],
  ['list', 1],
];

const question = (dice: Dice) => dice.weighted(QUESTIONS);
const moment = (dice: Dice) => dice.int(5, 600);

/** Each kind: how often it is drawn, and how its details are. */
export const DRAWS: Record<FaultKind, readonly [number, Draw]> = {
  kill: [3, (dice) => ({ kind: 'kill', atMs: moment(dice) })],
  'kill-at': [8, (dice) => ({ kind: 'kill-at', failPoint: dice.pick(FAIL_POINTS) })],
  freeze: [2, (dice) => ({ kind: 'freeze', atMs: moment(dice), forMs: dice.int(50, 500) })],
  'lock-database': [
    2,
    (dice) => ({ kind: 'lock-database', atMs: moment(dice), forMs: dice.int(50, 700) }),
  ],
  'lose-answer': [
    5,
    (dice) => ({
      kind: 'lose-answer',
      question: question(dice),
      when: dice.pick(['before', 'after']),
      times: dice.int(1, 6),
    }),
  ],
  hang: [1, (dice) => ({ kind: 'hang', question: question(dice), times: dice.int(1, 2) })],
  'slow-answer': [
    3,
    (dice) => ({
      kind: 'slow-answer',
      question: question(dice),
      delayMs: dice.int(20, 400),
      times: dice.int(1, 8),
    }),
  ],
  refuse: [
    4,
    (dice) => ({
      kind: 'refuse',
      question: question(dice),
      status: dice.pick([409, 429, 500, 503]),
      times: dice.int(1, 6),
    }),
  ],
  'spend-key': [
    2,
    (dice) => ({
      kind: 'spend-key',
      question: dice.pick(['create', 'create', 'update', 'cancel']),
      acted: dice.chance(0.6),
      times: dice.int(1, 2),
    }),
  ],
  'lose-events': [3, (dice) => ({ kind: 'lose-events', times: dice.int(1, 12) })],
  'repeat-events': [3, (dice) => ({ kind: 'repeat-events', times: dice.int(1, 20) })],
  'delay-events': [
    3,
    (dice) => ({ kind: 'delay-events', ms: dice.int(20, 500), times: dice.int(1, 12) }),
  ],
  'reorder-events': [
    3,
    (dice) => ({ kind: 'reorder-events', hold: dice.int(2, 8), times: dice.int(2, 16) }),
  ],
  'forge-events': [1, (dice) => ({ kind: 'forge-events', times: dice.int(1, 4) })],
  'mute-events': [2, () => ({ kind: 'mute-events' })],
  // By command only: see conditions.ts.
  'full-disk': [0, () => ({ kind: 'full-disk', atMs: 0, forMs: 100 })],
  // Where there is one: see databases/postgres-databases.ts.
  'stop-server': [0, () => ({ kind: 'stop-server', how: 'fast', atMs: 0, forMs: 100 })],
};

/** Object.entries() forgets the names. */
export const FAULT_KINDS = Object.keys(DRAWS) as FaultKind[];

/** One to three different kinds. */
export function drawFaults(dice: Dice): Fault[] {
  const wanted = dice.int(1, 3);
  const drawn = new Map<FaultKind, Fault>();
  while (drawn.size < wanted) {
    const kind = dice.weighted(FAULT_KINDS.map((each) => [each, DRAWS[each][0]] as const));
    if (!drawn.has(kind)) drawn.set(kind, DRAWS[kind][1](dice));
  }
  return [...drawn.values()];
}
