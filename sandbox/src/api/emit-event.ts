import { oweEverybody } from '../webhooks/owe.js';
import { randomId } from '../wire/random-id.js';
import { DEFAULT_VERSION } from '../wire/api-version.js';
import { previousAttributes } from '../wire/previous-attributes.js';
import type { Occasion } from './endpoint.js';

/**
 * Stripe renders events at the account's default version, whatever the request asked for. `before`
 * is the object as it was: the event then tells what it was before it changed.
 */
export function emitEvent(occasion: Occasion, type: string, object: object, before?: object): void {
  const { store } = occasion;
  const id = randomId('evt');
  store.events.append({
    id,
    type,
    created: occasion.now,
    apiVersion: DEFAULT_VERSION,
    requestId: occasion.requestId,
    idempotencyKey: occasion.idempotencyKey,
    object: JSON.stringify(object),
    previous: before === undefined ? null : JSON.stringify(previousAttributes(before, object)),
  });
  oweEverybody(store, { id, type }, Date.now());
}
