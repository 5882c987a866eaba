import type { Metadata } from './metadata.js';

export interface WebhookEndpoint {
  id: string;
  created: number;
  url: string;
  secret: string;
  /** null: events come at the account's default version. */
  apiVersion: string | null;
  description: string | null;
  /** Names of types; `*` stands for all of them. */
  enabledEvents: readonly string[];
  metadata: Metadata;
  status: 'enabled' | 'disabled';
}

export function wants(endpoint: WebhookEndpoint, type: string): boolean {
  const { status, enabledEvents } = endpoint;
  return status === 'enabled' && (enabledEvents.includes('*') || enabledEvents.includes(type));
}
