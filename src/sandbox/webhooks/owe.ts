import { wants, type WebhookEndpoint } from '../model/webhook-endpoint.js';
import type { SandboxStore } from '../store/sandbox-store.js';

interface Happening {
  id: string;
  type: string;
}

/** Everybody who asked for this type of event is owed it, now; the dispatcher pays. */
export function oweEverybody(store: SandboxStore, event: Happening, nowMs: number): void {
  if (store.trouble.read().mute_webhooks) return;
  for (const endpoint of endpointsFor(store, event.type)) {
    store.deliveries.add(event.id, endpoint.id, nowMs);
  }
}

export function endpointsFor(store: SandboxStore, type: string): WebhookEndpoint[] {
  return store.webhookEndpoints.all().filter((endpoint) => wants(endpoint, type));
}
