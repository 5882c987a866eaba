import type { Params } from '../wire/params.js';
import { isReleased } from '../wire/api-version.js';
import { EVENT_TYPES } from '../wire/event-types.js';
import type { StripeError } from '../wire/stripe-error.js';

/** Stripe wants a public https address; here it is mostly a port of this machine. */
export function readEndpointUrl(params: Params, text: string): string {
  const refuse = (message: string) => params.refuse('url', message, 'url_invalid');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw refuse('Invalid URL: An explicit scheme (such as https) must be provided.');
  }
  if (!/^https?:/i.test(text)) throw refuse('Invalid URL: URLs must begin with http or https.');
  if (!URL.canParse(text)) throw refuse('Not a valid URL');
  return text;
}

export function readEnabledEvents(params: Params): readonly string[] | undefined {
  const names = params.texts('enabled_events');
  if (!names) return undefined;
  if (names.length === 0) throw params.empty('enabled_events');
  const unknown = names.findIndex((name) => name !== '*' && !EVENT_TYPES.includes(name));
  if (unknown >= 0) throw refuseEvent(params, unknown);
  return names;
}

export function readEndpointVersion(params: Params): string | null {
  const version = params.value('api_version') ?? null;
  if (version === null || isReleased(version)) return version;
  throw params.refuse('api_version', `Invalid Stripe API version: ${version.slice(0, 40)}`);
}

function refuseEvent(params: Params, index: number): StripeError {
  const name = `enabled_events[${index}]`;
  const message = `Invalid ${name}: must be one of ${EVENT_TYPES.join(', ')}, or *`;
  return params.refuse(name, message);
}
