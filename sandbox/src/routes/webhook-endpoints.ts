import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import type { WebhookEndpoint } from '../model/webhook-endpoint.js';
import { randomId, randomSigningSecret } from '../wire/random-id.js';
import { invalidRequest, noSuch } from '../wire/stripe-error.js';
import {
  renderDeletedWebhookEndpoint,
  renderNewWebhookEndpoint,
  renderWebhookEndpoint,
} from '../wire/webhook-endpoint.js';
import { listOf, readPage } from './lists.js';
import { readMetadata } from './metadata.js';
import {
  readEnabledEvents,
  readEndpointUrl,
  readEndpointVersion,
} from './webhook-endpoint-params.js';

const ALL = '/v1/webhook_endpoints';
const ONE = `${ALL}/:id`;

const resource = 'webhook_endpoint';

export const webhookEndpoints: readonly Endpoint[] = [
  { method: 'post', path: ALL, answer: createEndpoint, resource },
  { method: 'get', path: ALL, answer: listEndpoints, resource, isList: true },
  { method: 'get', path: ONE, answer: retrieveEndpoint, resource },
  { method: 'post', path: ONE, answer: updateEndpoint, resource },
  { method: 'delete', path: ONE, answer: deleteEndpoint },
];

/** Stripe's own limit. */
const MOST_ENDPOINTS = 16;

function createEndpoint(call: Call): Answer {
  const { params, store, now } = call;
  params.refuseNotImitated(['connect']);
  const endpoint: WebhookEndpoint = {
    id: randomId('we'),
    created: now,
    secret: randomSigningSecret(),
    url: readEndpointUrl(params, params.requiredText('url')),
    enabledEvents: readEnabledEvents(params) ?? refuseWithoutEvents(call),
    apiVersion: readEndpointVersion(params),
    description: params.text('description') ?? null,
    metadata: readMetadata(params, {}),
    status: 'enabled',
  };
  params.refuseUnknown();
  if (store.webhookEndpoints.all().length >= MOST_ENDPOINTS) {
    const message = `You have reached the maximum of ${MOST_ENDPOINTS} test webhook endpoints.`;
    throw invalidRequest(message);
  }
  return ok(renderNewWebhookEndpoint(store.webhookEndpoints.save(endpoint)));
}

function listEndpoints(call: Call): Answer {
  const { store, params } = call;
  const find = (id: string) => store.webhookEndpoints.find(id);
  const page = readPage(params, { kind: 'webhook endpoint', find });
  params.refuseUnknown();
  return ok(listOf(ALL, store.webhookEndpoints.list(page, []), renderWebhookEndpoint));
}

function retrieveEndpoint(call: Call): Answer {
  call.params.refuseUnknown();
  return ok(renderWebhookEndpoint(findEndpoint(call)));
}

function updateEndpoint(call: Call): Answer {
  const { params, store } = call;
  const found = findChangeable(call);
  const url = params.value('url');
  const disabled = params.boolean('disabled');
  const description = params.text('description');
  const endpoint: WebhookEndpoint = {
    ...found,
    url: url === undefined ? found.url : readEndpointUrl(params, url),
    enabledEvents: readEnabledEvents(params) ?? found.enabledEvents,
    description: description === undefined ? found.description : description,
    metadata: readMetadata(params, found.metadata),
    status: disabled === undefined ? found.status : disabled ? 'disabled' : 'enabled',
  };
  params.refuseUnknown();
  return ok(renderWebhookEndpoint(store.webhookEndpoints.save(endpoint)));
}

function deleteEndpoint(call: Call): Answer {
  const { id } = findChangeable(call);
  call.params.refuseUnknown();
  call.store.webhookEndpoints.remove(id);
  return ok(renderDeletedWebhookEndpoint(id));
}

function findEndpoint({ store, objectId }: Call): WebhookEndpoint {
  const endpoint = store.webhookEndpoints.find(objectId);
  if (!endpoint) throw noSuch('webhook endpoint', objectId, 'webhook_endpoint');
  return endpoint;
}

function findChangeable(call: Call): WebhookEndpoint {
  const endpoint = findEndpoint(call);
  if (endpoint.id !== call.store.settings.configuredEndpoint()) return endpoint;
  const message =
    'This is the webhook endpoint that the sandbox was started with. Change it where it comes from, SANDBOX_WEBHOOK_URL and SANDBOX_WEBHOOK_SECRET, or add another one.';
  throw invalidRequest(message, { param: 'webhook_endpoint' });
}

function refuseWithoutEvents({ params }: Call): never {
  throw params.missing('enabled_events');
}
