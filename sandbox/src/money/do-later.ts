import type { Occasion } from '../api/endpoint.js';
import type { LaterKind } from '../store/later-tasks.js';

export function doLater({ store, laterMs }: Occasion, kind: LaterKind, objectId: string): void {
  store.later.add(kind, objectId, Date.now() + laterMs);
}
