import { z } from 'zod';
import type { CliMessage } from '../store/cli-messages.js';
import type { TailedRequest } from './log-filter.js';

/** What `stripe logs tail` shows of a request. */
export interface LogLine extends TailedRequest {
  requestId: string;
  createdMs: number;
  error: Record<string, unknown>;
}

/** One frame: the CLI posts `payload` with `headers`, byte for byte. */
export function webhookEvent(
  message: CliMessage,
  payload: string,
  headers: Record<string, string>,
): string {
  return JSON.stringify({
    type: 'webhook_event',
    webhook_id: message.sessionId,
    webhook_conversation_id: message.conversation,
    endpoint: { api_version: message.apiVersion },
    event_payload: payload,
    http_headers: headers,
  });
}

const ERROR_FIELDS = ['type', 'charge', 'code', 'decline_code', 'message', 'param'] as const;

export function requestLogEvent({ requestId, createdMs, error, ...request }: LogLine): string {
  const { method, path, status } = request;
  const told = ERROR_FIELDS.map((name): [string, unknown] => [name, error[name] ?? '']);
  return JSON.stringify({
    type: 'request_log_event',
    request_log_id: requestId.replace('req_', 'resp_'),
    event_payload: JSON.stringify({
      created_at: Math.floor(createdMs / 1000),
      livemode: false,
      method,
      request_id: requestId,
      status,
      url: path,
      error: { ...Object.fromEntries(told), error_insight: '' },
    }),
  });
}

const Texts = z.record(z.string(), z.string());

const FromCli = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event_ack'), webhook_conversation_id: z.string() }),
  z.object({
    type: z.literal('webhook_response'),
    webhook_conversation_id: z.string(),
    forward_url: z.string(),
    status: z.number().int(),
    body: z.string(),
    request_headers: Texts.nullish(),
    request_body: z.string().default(''),
  }),
]);

export type FromCli = z.infer<typeof FromCli>;

/** null: something the sandbox does not know. */
export function readFromCli(frame: string): FromCli | null {
  try {
    return FromCli.parse(JSON.parse(frame));
  } catch {
    return null;
  }
}
