import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acknowledge, giveUpUnanswered, oweSessions } from '../../src/cli/mail.js';
import type { Ticket } from '../../src/cli/tickets.js';
import { SandboxStore } from '../../src/store/sandbox-store.js';

const ticket: Ticket = {
  id: 'we_cli',
  device: 'test',
  keyHash: 'none',
  takesEvents: true,
  isForwarding: true,
  filters: null,
};

let store: SandboxStore;

beforeEach(() => {
  store = new SandboxStore(':memory:', () => undefined);
  store.cliSessions.arrive(ticket.id);
});

afterEach(() => {
  store.close();
});

function happen(id: string): void {
  const event = { type: 'charge.succeeded', created: 1, apiVersion: 'v', requestId: 'req_1' };
  store.events.append({ ...event, id, idempotencyKey: null, object: '{}', previous: null });
  oweSessions(store, id);
}

const waiting = () => store.cliMessages.unacked(ticket.id, 0);

function takeAll(): void {
  for (const { conversation } of waiting()) acknowledge(store, ticket, conversation);
}

const seconds = (count: number) => Date.now() + count * 1000;

describe('what a session of the CLI is owed', () => {
  it('is not added to without end', () => {
    store.transaction(() => {
      for (let count = 1; count <= 1100; count += 1) happen(`evt_${count}`);
    });

    expect(waiting()).toHaveLength(2000);
    expect(store.deliveries.pendingOf('evt_1000')).toBe(1);
    expect(store.deliveries.pendingOf('evt_1001')).toBe(0);
  });

  it('is forgotten with the session', () => {
    happen('evt_1');
    store.cliSessions.leave(ticket.id, 1000);

    store.cliSessions.forgetGoneBefore(1000);
    expect([store.cliSessions.all(), waiting().length]).toEqual([[ticket.id], 2]);

    store.cliSessions.forgetGoneBefore(1001);
    expect([store.cliSessions.all(), waiting().length]).toEqual([[], 0]);
    expect(store.deliveries.pendingOf('evt_1')).toBe(0);
  });
});

describe('an event that the CLI took and told no answer of', () => {
  it('has failed after the time that the CLI gives a shop', () => {
    happen('evt_1');
    giveUpUnanswered(store, seconds(60));
    takeAll();

    giveUpUnanswered(store, seconds(30));
    expect(store.deliveries.attempts('evt_1')).toEqual([]);
    giveUpUnanswered(store, seconds(60));
    giveUpUnanswered(store, seconds(90));

    expect(store.deliveries.attempts('evt_1')).toMatchObject([
      {
        state: 'failed',
        status: null,
        error: expect.stringContaining('did not reach where it forwards to'),
      },
    ]);
  });
});
