import type { SandboxStore } from '../store/sandbox-store.js';
import { type Kind, kindsOn, matches, type Trouble } from '../trouble/trouble-kinds.js';
import { invalidRequest, StripeError } from '../wire/stripe-error.js';
import type { Incoming } from './incoming.js';

/** What goes wrong with one request. */
export interface RequestTrouble {
  kinds: Kind[];
  slowBeforeMs: number;
  slowAfterMs: number;
  /** False: it never reaches its endpoint. */
  isWorkDone: boolean;
  /** Told in the place of what came of the work. */
  refusal: StripeError | null;
  /** Nothing is told at all. */
  isCut: boolean;
}

export const NO_TROUBLE: RequestTrouble = {
  kinds: [],
  slowBeforeMs: 0,
  slowAfterMs: 0,
  isWorkDone: true,
  refusal: null,
  isCut: false,
};

const ERRORS = {
  idempotency_key_in_use: invalidRequest(
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through). Please try again later. (The trouble refuse_requests is on in the sandbox.)',
    { code: 'idempotency_key_in_use', status: 409 },
  ),
  lock_timeout: invalidRequest(
    'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. (The trouble refuse_requests is on in the sandbox.)',
    { code: 'lock_timeout', status: 429 },
  ),
  rate_limit: invalidRequest(
    'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits. (The trouble refuse_requests is on in the sandbox.)',
    { code: 'rate_limit', status: 429 },
  ),
  unknown: new StripeError(500, {
    message:
      'An unknown error occurred. (The trouble refuse_requests is on in the sandbox: this is not an error of your integration.)',
    type: 'api_error',
  }),
} as const;

function refusalFor({ status, code }: NonNullable<Trouble['refuse_requests']>): StripeError {
  if (status === 429) return ERRORS[code ?? 'rate_limit'];
  return status === 409 ? ERRORS.idempotency_key_in_use : ERRORS.unknown;
}

/** Reads the switches for this request, and counts those that are on for so many times. */
export function troubleFor(store: SandboxStore, { method, path }: Incoming): RequestTrouble {
  const switches = store.trouble;
  const isQuiet = Object.keys(switches.read()).length === 0;
  if (isQuiet) return NO_TROUBLE;
  const applies = (on: { method?: string | undefined; path?: string | undefined }) =>
    (on.method ?? method) === method && matches(on.path, path);
  return store.transaction(() => {
    const slow = switches.take('slow_requests', applies);
    const cut = switches.take('cut_requests', applies);
    const refused = cut ? null : switches.take('refuse_requests', applies);
    return {
      kinds: kindsOn({ slow_requests: slow, cut_requests: cut, refuse_requests: refused }),
      slowBeforeMs: slow?.when === 'before' ? slow.ms : 0,
      slowAfterMs: slow?.when === 'after' ? slow.ms : 0,
      isWorkDone: (cut ?? refused)?.when !== 'before',
      refusal: refused && refusalFor(refused),
      isCut: cut !== null,
    };
  });
}
