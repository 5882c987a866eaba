import { oweSessions } from '../cli/mail.js';
import { wants, type WebhookEndpoint } from '../model/webhook-endpoint.js';
import type { SandboxStore } from '../store/sandbox-store.js';

interface Happening {
  id: string;
  type: string;
}

/** Everybody who asked for this type of event is owed it, now; the dispatcher pays. */
export function oweEverybody(store: SandboxStore, event: Happening, nowMs: number): void {
  if (store.trouble.read().mute_webhooks) return;
  oweEndpoints(store, event.id, endpointsFor(store, event.type), nowMs);
  oweSessions(store, event.id);
}

export function oweEndpoints(
  { deliveries }: SandboxStore,
  eventId: string,
  endpoints: readonly WebhookEndpoint[],
  nowMs: number,
): void {
  for (const { id } of endpoints) {
    deliveries.add({ eventId, endpointId: id, route: 'url', dueMs: nowMs });
  }
}

export function endpointsFor(store: SandboxStore, type: string): WebhookEndpoint[] {
  return store.webhookEndpoints.all().filter((endpoint) => wants(endpoint, type));
}
