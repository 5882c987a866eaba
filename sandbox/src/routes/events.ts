import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { oweSessions } from '../cli/mail.js';
import type { WebhookEndpoint } from '../model/webhook-endpoint.js';
import type { StoredEvent } from '../store/event-log.js';
import type { Condition } from '../store/page.js';
import { endpointsFor, oweEndpoints } from '../webhooks/owe.js';
import { renderEvent } from '../wire/event.js';
import type { Params } from '../wire/params.js';
import { noSuch } from '../wire/stripe-error.js';
import { listOf, readCreated, readPage } from './lists.js';

const resource = 'event';

export const events: readonly Endpoint[] = [
  { method: 'get', path: '/v1/events', answer: listEvents, resource, isList: true },
  { method: 'get', path: '/v1/events/:id', answer: retrieveEvent, resource },
  { method: 'post', path: '/v1/events/:id/retry', answer: retryEvent, resource },
];

function listEvents(call: Call): Answer {
  const { params, store } = call;
  const page = readPage(params, { kind: 'event', find: (id) => store.events.find(id) });
  const conditions = [...readTypes(params), ...readCreated(params), ...readDeliverySuccess(params)];
  params.refuseUnknown();
  return ok(listOf('/v1/events', store.events.list(page, conditions), (each) => show(call, each)));
}

function retrieveEvent(call: Call): Answer {
  call.params.refuseUnknown();
  return ok(show(call, findEvent(call)));
}

/**
 * What `stripe events resend` calls: once more, whatever became of it before, to those who listen
 * with the CLI, or to one endpoint. By itself: to all endpoints that asked for it.
 */
function retryEvent(call: Call): Answer {
  const { params, store } = call;
  const event = findEvent(call);
  const isForCli = params.boolean('for_stripecli') ?? false;
  const endpoints = readEndpoint(call) ?? (isForCli ? [] : endpointsFor(store, event.type));
  params.refuseNotImitated(['account']);
  params.refuseUnknown();
  oweEndpoints(store, event.id, endpoints, Date.now());
  if (isForCli) oweSessions(store, event.id);
  return ok(show(call, event));
}

/** One that is named gets the event even if it did not ask for its type. */
function readEndpoint({ params, store }: Call): WebhookEndpoint[] | null {
  const id = params.value('webhook_endpoint');
  if (id === undefined) return null;
  const endpoint = store.webhookEndpoints.find(id);
  if (!endpoint) throw noSuch('webhook endpoint', id, 'webhook_endpoint', 400);
  if (endpoint.status === 'enabled') return [endpoint];
  throw params.refuse('webhook_endpoint', `The webhook endpoint ${id} is disabled.`);
}

function findEvent({ store, objectId }: Call): StoredEvent {
  const event = store.events.find(objectId);
  if (!event) throw noSuch('event', objectId, 'id');
  return event;
}

function show({ store }: Call, event: StoredEvent) {
  return renderEvent(event, store.deliveries.pendingOf(event.id));
}

/** `type` may end in a star, as in `charge.*`. */
function readTypes(params: Params): Condition[] {
  const type = params.value('type');
  const types = params.texts('types');
  if (type !== undefined && types)
    throw params.refuse('type', 'Use either `type` or `types`, not both.');
  if (type !== undefined) return [{ sql: 'type GLOB ?', values: [type] }];
  if (!types) return [];
  return [{ sql: `type IN (${types.map(() => '?').join(', ')})`, values: types }];
}

/** The last delivery to each endpoint tells, since an event can be sent again after all. */
function readDeliverySuccess(params: Params): Condition[] {
  const wanted = params.boolean('delivery_success');
  if (wanted === undefined) return [];
  const undelivered = `EXISTS (
    SELECT 1 FROM deliveries d WHERE d.event_id = events.id AND d.route = 'url'
      AND d.state <> 'delivered' AND NOT EXISTS (SELECT 1 FROM deliveries later WHERE later.event_id = d.event_id
        AND later.endpoint_id = d.endpoint_id AND later.id > d.id))`;
  return [{ sql: wanted ? `NOT ${undelivered}` : undelivered, values: [] }];
}
