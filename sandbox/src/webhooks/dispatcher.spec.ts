import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SandboxStore } from '../store/sandbox-store.js';
import { Attempts } from './attempts.js';
import { Dispatcher } from './dispatcher.js';

const quiet = () => undefined;

class MistakenAttempts extends Attempts {
  tries = 0;

  override make(): Promise<void> {
    this.tries += 1;
    return Promise.reject(new Error('a mistake in the sandbox'));
  }
}

function storeWithDelivery(): SandboxStore {
  const store = new SandboxStore(':memory:', quiet);
  const event = { id: 'evt_1', type: 'charge.succeeded', created: 1, apiVersion: 'v' };
  const byItself = { requestId: null, idempotencyKey: null, previous: null };
  store.events.append({ ...event, ...byItself, object: '{}' });
  store.deliveries.add({ eventId: 'evt_1', endpointId: 'we_1', route: 'url', dueMs: 0 });
  return store;
}

function mistaken(store: SandboxStore): MistakenAttempts {
  const pass = () => Promise.resolve(null);
  return new MistakenAttempts(store, { retryDelaysMs: [], timeoutMs: 1 }, quiet, { pass });
}

describe(Dispatcher.name, () => {
  it('does not try at once again what failed by a mistake of its own', async () => {
    const store = storeWithDelivery();
    const attempts = mistaken(store);
    const dispatcher = new Dispatcher(store, attempts, quiet);

    dispatcher.wake();
    await nextTurn();
    dispatcher.wake();
    await nextTurn();

    expect(attempts.tries).toBe(1);
    await dispatcher.close(0);
    store.close();
  });

  it('goes on although what it stopped for failed', async () => {
    const store = storeWithDelivery();
    const attempts = mistaken(store);
    const dispatcher = new Dispatcher(store, attempts, quiet);

    const dropped = dispatcher.dropAll(() => {
      throw new Error('a full disk');
    });

    await expect(dropped).rejects.toThrow('a full disk');
    expect(attempts.tries).toBe(1);
    await dispatcher.close(0);
    store.close();
  });
});
