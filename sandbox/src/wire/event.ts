import type Stripe from 'stripe';
import type { StoredEvent } from '../store/event-log.js';

/** Stripe.Event is a union over all types, each with its object; here the object is already JSON. */
export type RenderedEvent = Omit<Stripe.Event, 'type' | 'data'> & {
  type: string;
  data: { object: unknown; previous_attributes?: object };
};

export function renderEvent(event: StoredEvent, pendingWebhooks: number): RenderedEvent {
  return {
    id: event.id,
    object: 'event',
    api_version: event.apiVersion,
    created: event.created,
    data: {
      object: JSON.parse(event.object) as unknown,
      ...(event.previous === null
        ? {}
        : { previous_attributes: JSON.parse(event.previous) as object }),
    },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}
