import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { LogFilters } from '../cli/log-filter.js';
import type { Tickets } from '../cli/tickets.js';
import { DEFAULT_VERSION, LATEST_VERSION } from '../wire/api-version.js';
import type { Params } from '../wire/params.js';
import { randomId } from '../wire/random-id.js';
import { invalidRequest } from '../wire/stripe-error.js';

const FEATURES = ['webhooks', 'v2_events', 'request_logs'];

/** Those of the CLI that are for another kind of event change nothing: there is no such event. */
const FORWARDS_NOTHING = [
  'forward_connect_to_url',
  'forward_thin_to_url',
  'forward_thin_connect_to_url',
] as const;

const MOST_LISTENING = 20;

const RECONNECT_DELAY_SECONDS = 24 * 60 * 60;

/** What `stripe listen` and `stripe logs tail` ask first. */
export function stripecliSessions(tickets: Tickets): Endpoint[] {
  return [
    {
      method: 'post',
      path: '/v1/stripecli/sessions',
      answer: (call) => openSession(call, tickets),
    },
  ];
}

function openSession(call: Call, tickets: Tickets): Answer {
  const { params, apiKey } = call;
  const features = readFeatures(params);
  const ticket = {
    id: randomId('we'),
    device: params.requiredText('device_name'),
    keyHash: tickets.hashOfKey(apiKey),
    takesEvents: features.includes('webhooks'),
    isForwarding: Boolean(params.text('forward_to_url')),
    filters: readFilters(params, features.includes('request_logs')),
  };
  for (const name of FORWARDS_NOTHING) params.text(name);
  params.refuseUnknown();
  if (ticket.takesEvents) refuseTooMany(call);
  return ok({
    websocket_id: tickets.issue(ticket),
    websocket_url: `${call.origin.replace(/^http/, 'ws')}/subscribe/${call.account}`,
    websocket_authorized_feature: ticket.takesEvents ? 'webhook-payloads' : 'request-log-payloads',
    secret: tickets.signingSecret(ticket),
    reconnect_delay: RECONNECT_DELAY_SECONDS,
    default_version: DEFAULT_VERSION,
    latest_version: LATEST_VERSION,
    display_connect_filter_warning: false,
    device_token: ticket.id,
  });
}

function readFeatures(params: Params): string[] {
  const features = params.texts('websocket_features');
  if (!features || features.length === 0) throw params.missing('websocket_features');
  const unknown = features.find((feature) => !FEATURES.includes(feature));
  if (unknown === undefined) return features;
  const message = `Invalid websocket_features: must be one of ${FEATURES.join(', ')}`;
  throw params.refuse('websocket_features', message);
}

function readFilters(params: Params, isTailing: boolean): LogFilters | null {
  const text = params.text('filters') ?? '{}';
  if (!isTailing) return null;
  const filters = LogFilters.safeParse(parsed(text));
  if (filters.success) return filters.data;
  throw params.refuse('filters', `The sandbox does not know these filters: ${text}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuseTooMany({ store }: Call): void {
  if (store.cliSessions.connected() < MOST_LISTENING) return;
  const message = `There are ${MOST_LISTENING} \`stripe listen\` sessions open: close one of them first.`;
  throw invalidRequest(message, { status: 429 });
}
