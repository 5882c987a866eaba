import type { SandboxStore } from '../store/sandbox-store.js';
import { renderEvent } from '../wire/event.js';

/** The bytes of an event as it goes out, at the version its recipient asked for. */
export function eventPayload(
  { events, deliveries }: SandboxStore,
  eventId: string,
  apiVersion: string | null,
): string {
  const event = events.find(eventId);
  if (!event) throw new Error(`The event ${eventId} is owed to somebody and not in the store.`);
  const rendered = renderEvent(event, deliveries.pendingOf(eventId));
  const atVersion = apiVersion === null ? rendered : { ...rendered, api_version: apiVersion };
  return JSON.stringify(atVersion, null, 2);
}
