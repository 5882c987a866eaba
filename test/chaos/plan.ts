import type { DatabaseKind } from './databases/databases.js';
import { Dice } from './dice.js';
import { drawFaults, type Fault } from './faults.js';
import { baitFor } from './fail-points.js';
import { LIMITED, SHELF, type Slug } from './shelf.js';
import type { Script } from './steps.js';
import { STORIES, type StoryName, USUAL } from './stories.js';

export interface ShopperPlan extends Script {
  story: StoryName;
  afterMs: number;
}

/** What somebody changes in the database while the shop runs. */
export type AdminEdit = { atMs: number; slug: Slug } & (
  { does: 'reprice'; unitPriceMinor: number } | { does: 'restock'; copies: number }
);

/** One round as data: everything that chance decides, decided. */
export interface RoundPlan {
  seed: number;
  round: number;
  shoppers: ShopperPlan[];
  /** Who come one by one while there is too little going on. */
  latecomers: ShopperPlan[];
  edits: AdminEdit[];
  faults: Fault[];
}

const SHOPPERS = { fewest: 5, most: 6 };
const LATECOMERS = 6;

/** The same seed and number: the same round. */
export function planRound(seed: number, round: number): RoundPlan {
  const dice = new Dice(seed, round);
  const drawn = drawFaults(dice);
  const baits = drawn.flatMap((fault) =>
    fault.kind === 'kill-at' ? [baitFor(fault.failPoint)] : [],
  );
  const others = dice.int(SHOPPERS.fewest, SHOPPERS.most);
  const stories: StoryName[] = [
    ...baits.map(({ story }) => story),
    ...Array.from({ length: others }, () => dice.weighted(USUAL)),
  ];
  return {
    seed,
    round,
    shoppers: stories.map((story) => ({
      story,
      afterMs: dice.int(0, 150),
      ...STORIES[story](dice),
    })),
    edits: drawEdits(dice),
    latecomers: Array.from({ length: LATECOMERS }, () => ({
      story: 'buys a cart',
      afterMs: 0,
      ...STORIES['buys a cart'](dice),
    })),
    faults: [...baits.flatMap(({ faults = [] }) => faults), ...drawn],
  };
}

/** So many rounds share a shop and a Stripe: what one leaves behind, the next ones meet. */
export const ROUNDS_A_STAGE = 10;

export interface StagePlan {
  shopEnv: Record<string, string>;
  /** How many processes of the shop share the database. */
  shops: 1 | 2;
}

/** What this round and its neighbours are played with. */
export function planStage(seed: number, round: number, database: DatabaseKind): StagePlan {
  const dice = new Dice(seed, 'stage', Math.ceil(round / ROUNDS_A_STAGE));
  return {
    shopEnv: { ORDER_EXPIRES_SECONDS: dice.pick(['2', '4', '3600']) },
    shops: database === 'postgresql' ? 2 : dice.pick([1, 1, 2]),
  };
}

function drawEdits(dice: Dice): AdminEdit[] {
  const edits: AdminEdit[] = LIMITED.map((slug) => ({
    does: 'restock',
    atMs: dice.int(0, 300),
    slug,
    copies: dice.int(0, 4),
  }));
  if (dice.chance(0.3)) {
    const { slug, unitPriceMinor } = dice.pick(SHELF);
    const change = dice.int(-200, 200);
    edits.push({
      does: 'reprice',
      atMs: dice.int(0, 300),
      slug,
      unitPriceMinor: unitPriceMinor + change,
    });
  }
  return edits;
}
