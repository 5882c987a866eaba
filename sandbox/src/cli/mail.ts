import type { SandboxStore } from '../store/sandbox-store.js';
import type { AttemptRecord } from '../store/delivery-queue.js';
import { LATEST_VERSION } from '../wire/api-version.js';
import { randomId } from '../wire/random-id.js';
import type { Ticket } from './tickets.js';

/** The CLI takes the one that `--latest` asks for, or that it was not asked for, and drops the other. */
const RENDERINGS = [null, LATEST_VERSION] as const;

/** What a session that comes back after long is spared. */
const MOST_UNACKED = 2000;

/** The CLI gives the shop 30 s, and tells nobody when the shop cannot be reached. */
const ANSWERED_WITHIN_MS = 35_000;

/** Beyond every date: it is not the time that settles it. */
const NEVER = 8_640_000_000_000_000;

/** Every session that listens, or that may come back, is owed the event. */
export function oweSessions(store: SandboxStore, eventId: string): void {
  for (const sessionId of store.cliSessions.all()) {
    if (store.cliMessages.countUnacked(sessionId) < MOST_UNACKED) owe(store, eventId, sessionId);
  }
}

function owe(store: SandboxStore, eventId: string, sessionId: string): void {
  const delivery = { eventId, endpointId: sessionId, route: 'cli', dueMs: NEVER } as const;
  const deliveryId = store.deliveries.add(delivery);
  for (const apiVersion of RENDERINGS) {
    store.cliMessages.add({ sessionId, deliveryId, apiVersion, conversation: randomId('wc') });
  }
}

/** It has arrived; where it is forwarded to, the answer is still to come. */
export function acknowledge(store: SandboxStore, ticket: Ticket, conversation: string): void {
  store.transaction(() => {
    const message = store.cliMessages.find(ticket.id, conversation);
    if (!message) return;
    store.cliMessages.ack(message, Date.now());
    if (message.state !== 'pending') return;
    if (!store.cliMessages.isWhollyAcked(message.deliveryId)) return;
    const dueMs = Date.now() + ANSWERED_WITHIN_MS;
    const verdict = ticket.isForwarding
      ? ({ state: 'pending', dueMs } as const)
      : ({ state: 'delivered' } as const);
    store.deliveries.settle(message.deliveryId, verdict);
  });
}

type Forwarded = Omit<AttemptRecord, 'createdMs' | 'durationMs' | 'error'> & { status: number };

/** What the shop answered to the CLI. */
export function recordAnswer(
  store: SandboxStore,
  { id }: Ticket,
  conversation: string,
  forwarded: Forwarded,
): void {
  store.transaction(() => {
    const message = store.cliMessages.find(id, conversation);
    if (!message) return;
    const nowMs = Date.now();
    const createdMs = message.ackedMs ?? nowMs;
    const attempt = { ...forwarded, createdMs, durationMs: nowMs - createdMs, error: null };
    const isTaken = forwarded.status >= 200 && forwarded.status < 300;
    store.deliveries.record(message.deliveryId, [attempt]);
    store.deliveries.settle(message.deliveryId, { state: isTaken ? 'delivered' : 'failed' });
  });
}

const UNANSWERED =
  'the CLI told no answer: it filtered the event out, or did not reach where it forwards to';

/** Settles what the CLI has taken and said no more about. */
export function giveUpUnanswered(store: SandboxStore, nowMs: number): void {
  const unanswered = store.deliveries.due('cli', nowMs);
  if (unanswered.length === 0) return;
  store.transaction(() => {
    for (const { id } of unanswered) {
      const times = { createdMs: nowMs, durationMs: 0 };
      const nothing = {
        url: '',
        requestHeaders: {},
        requestBody: '',
        status: null,
        response: null,
        trouble: null,
      };
      store.deliveries.record(id, [{ ...nothing, ...times, error: UNANSWERED }]);
      store.deliveries.settle(id, { state: 'failed' });
    }
  });
}
