import type Stripe from 'stripe';
import type { WebhookEndpoint } from '../model/webhook-endpoint.js';

/** Without its secret, which is told once, when the endpoint is made. */
export function renderWebhookEndpoint(endpoint: WebhookEndpoint): Stripe.WebhookEndpoint {
  return {
    id: endpoint.id,
    object: 'webhook_endpoint',
    api_version: endpoint.apiVersion,
    application: null,
    created: endpoint.created,
    description: endpoint.description,
    enabled_events: [...endpoint.enabledEvents],
    livemode: false,
    metadata: { ...endpoint.metadata },
    status: endpoint.status,
    url: endpoint.url,
  };
}

export function renderNewWebhookEndpoint(endpoint: WebhookEndpoint): Stripe.WebhookEndpoint {
  return { ...renderWebhookEndpoint(endpoint), secret: endpoint.secret };
}

export function renderDeletedWebhookEndpoint(id: string): Stripe.DeletedWebhookEndpoint {
  return { id, object: 'webhook_endpoint', deleted: true };
}
