import { randomInt, randomUUID } from 'node:crypto';
import { aSucceededPayment } from '../support/payments.js';
import type { Contestants, Races } from './contestants.js';

const NOW = new Date();
const TERM = {
  now: NOW,
  expiresAt: new Date(NOW.getTime() + 10_000),
  maxExpiresAt: new Date(NOW.getTime() + 20_000),
};

async function holdersOf(contestants: Contestants, name: string): Promise<string | null> {
  const acquired = await contestants.race(
    ({ leases }) => leases.acquire(name, 'one', TERM),
    ({ leases }) => leases.acquire(name, 'other', TERM),
  );
  const count = acquired.filter(Boolean).length;
  return count === 1 ? null : `${count} holders`;
}

export const RECORD_RACES: Races = {
  'an order is recovered twice': async (contestants) => {
    const payment = aSucceededPayment({ paymentIntentId: `pi_${randomUUID()}` });
    const orphan = {
      id: randomUUID(),
      number: randomInt(100_000, 1_000_000),
      description: 'An order',
      payment: { ...payment, claimedOrderNumber: null, description: null, email: null },
    };
    const recovered = await contestants.raceBoth(({ placement }) =>
      placement.recreate(orphan, { mode: 'sandbox', account: 'acct_1' }),
    );
    const count = recovered.filter((order) => order !== null).length;
    return count === 1 ? null : `recovered ${count} times`;
  },

  'a recovery begins from two times': async (contestants) => {
    const [name, early] = [randomUUID(), new Date('2026-01-01')];
    await contestants.race(
      ({ checkpoints }) => checkpoints.moveBack(name, early),
      ({ checkpoints }) => checkpoints.moveBack(name, new Date('2026-02-01')),
    );
    const at = await contestants.one.checkpoints.read(name);
    return at?.getTime() === early.getTime() ? null : 'the earlier one is forgotten';
  },

  'a checkpoint is passed twice': async (contestants) => {
    const name = randomUUID();
    await contestants.raceBoth(({ checkpoints }) => checkpoints.advance(name, NOW));
    return (await contestants.one.checkpoints.read(name)) ? null : 'it is not there';
  },

  'an event arrives twice': async (contestants) => {
    const event = {
      eventId: `evt_${randomUUID()}`,
      type: 'payment_intent.succeeded',
      apiVersion: null,
      createdAt: NOW,
      paymentIntentId: null,
      claimedOrderId: null,
      payload: '{}',
    };
    await contestants.raceBoth(({ events }) => events.store(event, 'webhook', false));
    const where = { eventId: event.eventId };
    const rows = await contestants.reader.webhookEvent.count({ where });
    return rows === 1 ? null : `${rows} rows`;
  },

  'a lease is free': (contestants) => holdersOf(contestants, randomUUID()),

  'a lease has expired': async (contestants) => {
    const name = randomUUID();
    await contestants.one.leases.acquire(name, 'dead', { ...TERM, expiresAt: new Date(0) });
    return holdersOf(contestants, name);
  },

  'a discrepancy is found twice': async (contestants) => {
    const subject = {
      kind: 'payment_of_no_order',
      subjectId: randomUUID(),
      orderId: null,
    } as const;
    const news = await contestants.raceBoth(({ discrepancies }) =>
      discrepancies.open(subject, { shopValue: 'a', stripeValue: 'b' }),
    );
    return news.filter(Boolean).length === 1 ? null : 'told of twice, or never';
  },
};
