import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from 'stripe-sandbox/testing';
import type { Books } from '../support/invariants/books.js';
import { violationsOf } from '../support/invariants/index.js';
import { unsentMails } from '../support/invariants/mails.js';
import { mailFilesIn } from '../support/mails.js';
import { Shopper } from '../support/shopper.js';
import { baitFor } from './fail-points.js';
import type { AdminEdit, RoundPlan, ShopperPlan } from './plan.js';
import type { Stage } from './stage.js';
import { Tab } from './tab.js';
import { inject, isReached, takeReached } from './trouble.js';

/** Quiet comes within a second or two; a shop that needs longer than this does not heal. */
const HEALS_WITHIN_MS = 30_000;
/** A look reads both books: the longer it takes to heal, the rarer the looks. */
const FIRST_PAUSE_MS = 60;
const PAUSE_GROWS = 1.5;

const REPRICE = 'UPDATE "Book" SET "unitPriceMinor" = ? WHERE "slug" = ?';
const RESTOCK = 'UPDATE "Book" SET "stock" = "stock" + ? WHERE "slug" = ?';

/** Below this a round says little. */
export const LEAST_ACKNOWLEDGED = 20;

export interface RoundReport {
  plan: RoundPlan;
  operations: Record<'ok' | 'fail' | 'unknown', number>;
  shops: 1 | 2;
  deaths: number;
  /** Whether the fail-point that was set was reached. */
  hasDiedThere: boolean;
  healedInMs: number;
  violations: string[];
}

/** One round: everything at once, then all faults end, and then both books have to agree. */
export async function runRound(stage: Stage, plan: RoundPlan): Promise<RoundReport> {
  const { failPointFile, history } = stage;
  const before = { deaths: stage.deaths, operations: history.operations.length };
  history.note('round', { plan });
  const faults = plan.faults.map((fault) => inject(fault, stage));
  await Promise.all([
    ...plan.shoppers.map((shopper, at) => shop(stage, plan.round, shopper, at)),
    ...plan.edits.map((edit) => change(stage, edit)),
  ]);
  for (const [at, shopper] of plan.latecomers.entries()) {
    if (countOutcomes(stage, before.operations).ok >= LEAST_ACKNOWLEDGED) break;
    await shop(stage, plan.round, shopper, plan.shoppers.length + at);
  }
  for (const heal of await Promise.all(faults)) heal?.();
  await stage.world.control.stopTrouble();
  history.note('healed');
  const healed = performance.now();
  let violations = await settle(stage);
  await eventually(
    () => {
      if (!isReached(failPointFile)) throw new Error('The fail-point is not reached yet');
    },
    patienceFor(plan) / 1000,
  ).catch(() => null);
  const hasDiedThere = takeReached(failPointFile);
  if (stage.deaths > before.deaths) violations = await settle(stage);
  if (violations.length > 0) await keepEvidence(stage, violations);
  return {
    plan,
    operations: countOutcomes(stage, before.operations),
    shops: stage.second ? 2 : 1,
    deaths: stage.deaths - before.deaths,
    hasDiedThere,
    healedInMs: Math.round(performance.now() - healed),
    violations,
  };
}

/** Some fail-points are met only when the shop looks after what the shoppers left behind. */
function patienceFor({ faults }: RoundPlan): number {
  const points = faults.flatMap((fault) => (fault.kind === 'kill-at' ? [fault.failPoint] : []));
  return Math.max(0, ...points.map((point) => baitFor(point).withinMs ?? 0));
}

async function shop(stage: Stage, round: number, plan: ShopperPlan, at: number): Promise<void> {
  const shopper = new Shopper(stage.world.shopUrl);
  const { stripe, history, isUp, desk } = stage;
  const around = { stripe, history, round, isUp, desk };
  const who = `${round}.${at} ${plan.story}`;
  await wait(plan.afterMs);
  const opener = new Tab(who, shopper, around);
  await opener.perform(plan.opening);
  const tabs = plan.tabs.map((steps, number) =>
    opener.duplicate(`${who}, tab ${number}`, stage.second?.url).perform(steps),
  );
  await Promise.all(tabs);
}

async function change(
  { world, databases, delivered, history }: Stage,
  edit: AdminEdit,
): Promise<void> {
  await wait(edit.atMs);
  const { slug } = edit;
  if (edit.does === 'reprice') {
    await databases.edit(world.databasePath, REPRICE, [edit.unitPriceMinor, slug]);
  } else {
    await databases.edit(world.databasePath, RESTOCK, [edit.copies, slug]);
    delivered.set(slug, (delivered.get(slug) ?? 0) + edit.copies);
  }
  history.note('edited', edit);
}

/** Looks until nothing is wrong and nothing is under way; what is still wrong then, is. */
async function settle(stage: Stage): Promise<string[]> {
  const deadline = performance.now() + HEALS_WITHIN_MS;
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    await stage.isUp();
    // The server of the database may have cut off whoever reads.
    const books = await eventually(stage.readBooks);
    const wrong = [...underWay(books), ...mailsUnderWay(stage, books), ...violationsOf(books)];
    if (wrong.length === 0 || performance.now() > deadline) return wrong;
    await wait(pause);
    pause *= PAUSE_GROWS;
  }
}

function mailsUnderWay({ world }: Stage, { shop }: Books): string[] {
  return unsentMails(shop.mails, mailFilesIn(world.dataDirectory));
}

function underWay({ stripe }: Books): string[] {
  const owed = stripe.events.filter(({ pending_webhooks }) => pending_webhooks > 0);
  return owed.map(({ id, type }) => `deliveries: ${id} (${type}) is still owed`);
}

/** For whoever looks into it: what both sides had, beside the history. */
async function keepEvidence({ readBooks, world, history }: Stage, violations: string[]) {
  const { shop, stripe } = await readBooks();
  const requests = await world.control.requests();
  history.note('violated', { violations, shop, stripe, requests });
}

function countOutcomes({ history }: Stage, from: number): RoundReport['operations'] {
  const counts = { ok: 0, fail: 0, unknown: 0 };
  for (const { outcome } of history.operations.slice(from)) counts[outcome] += 1;
  return counts;
}
