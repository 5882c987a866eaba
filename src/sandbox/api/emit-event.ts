import { oweEverybody } from '../webhooks/owe.js';
import { randomId } from '../wire/random-id.js';
import { DEFAULT_VERSION } from '../wire/api-version.js';
import type { Call } from './endpoint.js';

/** Stripe renders events at the account's default version, whatever the request asked for. */
export function emitEvent(call: Call, type: string, object: object): void {
  const id = randomId('evt');
  call.store.events.append({
    id,
    type,
    created: call.now,
    apiVersion: DEFAULT_VERSION,
    requestId: call.requestId,
    idempotencyKey: call.idempotencyKey,
    object: JSON.stringify(object),
  });
  oweEverybody(call.store, { id, type }, Date.now());
}
