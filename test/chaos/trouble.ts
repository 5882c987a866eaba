import { appendFileSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault as ProxyFault, ProxiedRequest } from '../support/fault-proxy.js';
import type { World } from '../support/world.js';
import type { Fault, FaultKind, Question } from './faults.js';
import type { ChaosDatabases } from './databases/databases.js';
import type { Supervisor } from './supervisor.js';

export interface Victims {
  world: World;
  databases: ChaosDatabases;
  supervisor: Supervisor;
  failPointFile: string;
}

type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;
type Heal = () => void;
type Inject<K extends FaultKind> = (
  fault: FaultOf<K>,
  victims: Victims,
) => Promise<Heal | undefined>;

const FILLER = Buffer.alloc(64 * 1024);
const INTENT = /^\/v1\/payment_intents\/[^/]+$/;

const ASKS: Record<Question, (request: ProxiedRequest) => boolean> = {
  any: () => true,
  create: ({ method, path }) => method === 'POST' && path === '/v1/payment_intents',
  retrieve: ({ method, path }) => method === 'GET' && INTENT.test(path),
  update: ({ method, path }) => method === 'POST' && INTENT.test(path),
  cancel: ({ path }) => path.endsWith('/cancel'),
  list: ({ method, path }) => method === 'GET' && /^\/v1\/(refunds|disputes|events)$/.test(path),
};

function answers({ world }: Victims, question: Question, fault: ProxyFault, times: number) {
  return Promise.resolve(world.faults.plan(ASKS[question], fault, times));
}

/** How each kind is done. What it resolves to ends it early. */
const INJECT: { [K in FaultKind]: Inject<K> } = {
  kill: async ({ atMs }, { supervisor }) => {
    await wait(atMs);
    supervisor.kill();
    return undefined;
  },
  'kill-at': ({ failPoint }, { failPointFile }) => {
    writeFileSync(`${failPointFile}.new`, failPoint);
    renameSync(`${failPointFile}.new`, failPointFile);
    return Promise.resolve(undefined);
  },
  freeze: async ({ atMs, forMs }, { supervisor }) => {
    await wait(atMs);
    await supervisor.freeze(forMs);
    return undefined;
  },
  'lock-database': async ({ atMs, forMs }, { world, databases }) => {
    await wait(atMs);
    await databases.lock(world.databasePath, forMs);
    return undefined;
  },
  'stop-server': async ({ how, atMs, forMs }, { databases }) => {
    await wait(atMs);
    await databases.stopServer(how, forMs);
    return undefined;
  },
  'lose-answer': ({ question, when, times }, victims) =>
    answers(victims, question, when === 'before' ? 'dropBefore' : 'dropAfter', times),
  hang: ({ question, times }, victims) => answers(victims, question, 'hang', times),
  'slow-answer': ({ question, delayMs, times }, victims) =>
    answers(victims, question, { delayMs }, times),
  refuse: ({ question, status, times }, victims) => answers(victims, question, { status }, times),
  'spend-key': ({ question, acted, times }, victims) =>
    answers(victims, question, { status: 500, kept: true, acted }, times),
  'lose-events': ({ times }, { world }) => sandbox(world, { drop_deliveries: { times } }),
  'repeat-events': ({ times }, { world }) => sandbox(world, { repeat_deliveries: { times } }),
  'delay-events': ({ ms, times }, { world }) => sandbox(world, { delay_deliveries: { ms, times } }),
  'reorder-events': ({ hold, times }, { world }) =>
    sandbox(world, { reorder_deliveries: { hold, times } }),
  'forge-events': ({ times }, { world }) => sandbox(world, { forge_signatures: { times } }),
  'full-disk': async ({ atMs, forMs }, { world }) => {
    await wait(atMs);
    await fill(path.dirname(world.databasePath), forMs);
    return undefined;
  },
  'mute-events': (_fault, { world }) => sandbox(world, { mute_webhooks: {} }),
};

/** Healed together with all else that troubles the sandbox. */
async function sandbox(world: World, trouble: Parameters<World['control']['makeTrouble']>[0]) {
  await world.control.makeTrouble(trouble);
  return undefined;
}

/** Until nothing more fits. */
async function fill(folder: string, forMs: number): Promise<void> {
  const file = path.join(folder, 'filler');
  try {
    for (;;) appendFileSync(file, FILLER);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  await wait(forMs);
  rmSync(file);
}

/** Resolves when the fault is over, or as good as planned. */
export async function inject(fault: Fault, victims: Victims): Promise<Heal | undefined> {
  // The table holds for each kind what makes it; TypeScript cannot follow that far.
  return (INJECT[fault.kind] as (fault: Fault, victims: Victims) => Promise<Heal | undefined>)(
    fault,
    victims,
  );
}

/** Whether the shop died at the fail-point that was set, or none was set. */
export function isReached(failPointFile: string): boolean {
  return existsSync(`${failPointFile}.reached`) || !existsSync(failPointFile);
}

/** The same; and it is set no more. */
export function takeReached(failPointFile: string): boolean {
  const hasDied = existsSync(`${failPointFile}.reached`);
  for (const file of [failPointFile, `${failPointFile}.reached`]) rmSync(file, { force: true });
  return hasDied;
}
