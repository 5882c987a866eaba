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

describe(Dispatcher.name, () => {
  it('does not try at once again what failed by a mistake of its own', async () => {
    const store = new SandboxStore(':memory:', quiet);
    const event = { id: 'evt_1', type: 'charge.succeeded', created: 1, apiVersion: 'v' };
    store.events.append({
      ...event,
      requestId: null,
      idempotencyKey: null,
      object: '{}',
      previous: null,
    });
    store.deliveries.add({ eventId: 'evt_1', endpointId: 'we_1', route: 'url', dueMs: 0 });
    const terms = { retryDelaysMs: [], timeoutMs: 1 };
    const attempts = new MistakenAttempts(store, terms, quiet, {
      pass: () => Promise.resolve(null),
    });
    const dispatcher = new Dispatcher(store, attempts, quiet);

    dispatcher.wake();
    await nextTurn();
    dispatcher.wake();
    await nextTurn();

    expect(attempts.tries).toBe(1);
    await dispatcher.close(0);
    store.close();
  });
});
