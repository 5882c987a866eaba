import type { Incoming } from '../api/incoming.js';
import type { Reply } from '../api/reply.js';
import type { LogLine } from './wire-messages.js';

export function logLineOf(incoming: Incoming, { status, body }: Reply): LogLine {
  const { method, path, ip, requestId, nowMs } = incoming;
  const error = status < 400 ? {} : errorOf(body);
  return { method, path, ip, requestId, createdMs: nowMs, status, error };
}

function errorOf(body: string): Record<string, unknown> {
  // The API writes every refusal in this shape.
  return (JSON.parse(body) as { error: Record<string, unknown> }).error;
}
