import type { SandboxStore } from '../store/sandbox-store.js';

/** The endpoint that the configuration names is one like any other, except for who may change it. */
export function keepConfiguredEndpoint(
  store: SandboxStore,
  webhook: { url: string; secret: string } | null,
  nowMs: number,
): void {
  const id = store.settings.configuredEndpoint();
  if (!webhook) {
    store.webhookEndpoints.remove(id);
    return;
  }
  store.webhookEndpoints.save({
    id,
    created: store.webhookEndpoints.find(id)?.created ?? Math.floor(nowMs / 1000),
    ...webhook,
    apiVersion: null,
    description: 'SANDBOX_WEBHOOK_URL',
    enabledEvents: ['*'],
    metadata: {},
    status: 'enabled',
  });
}
