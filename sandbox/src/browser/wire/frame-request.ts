import type { PaymentIntentResult, StripeError } from '@stripe/stripe-js';
import { isRecord } from '../is-record.js';
import type { ContactValue } from './contact-value.js';

/** What the frame may be told, first at `init` and again by an update. */
export interface FrameOptions {
  appearance?: unknown;
  /** What the page asked of this one element; each frame reads its own. */
  element?: unknown;
}

/** The one message that travels by `window.postMessage`; it carries the port for all others. */
export interface FrameInit extends FrameOptions {
  kind: 'init';
  key: string;
  /** 'never' leaves the place empty until the form is there. */
  loader?: unknown;
  /** null while the page collects details before it has a PaymentIntent. */
  clientSecret: string | null;
}

type PlainCall = 'validate' | 'refresh' | 'focus' | 'focus_problem' | 'blur' | 'clear';

export type FrameRequest =
  | { call: 'confirm'; clientSecret: string; params: Record<string, unknown> }
  | { call: 'retrieve'; clientSecret: string }
  | { call: 'update'; options: FrameOptions }
  | { call: PlainCall };

export interface NumberedRequest {
  id: number;
  request: FrameRequest;
}

/** What a form holds, and what is wrong with it. */
interface Validation {
  error?: StripeError;
  value?: ContactValue;
  paymentIntent?: undefined;
}

export type FrameAnswer = PaymentIntentResult | Validation;

// Any page may embed the frame, so what arrives is read like a stranger's letter.

export function readInit(message: unknown): FrameInit | null {
  if (!isRecord(message) || message['kind'] !== 'init') return null;
  const { key, clientSecret } = message;
  if (typeof key !== 'string') return null;
  return {
    ...message,
    kind: 'init',
    key,
    clientSecret: typeof clientSecret === 'string' ? clientSecret : null,
  };
}

export function readRequest(message: unknown): NumberedRequest | null {
  if (!isRecord(message) || !isRecord(message['request'])) return null;
  const { id } = message;
  const request = readCall(message['request']);
  return typeof id === 'number' && request !== null ? { id, request } : null;
}

const PLAIN_CALLS: readonly unknown[] = [
  'validate',
  'refresh',
  'focus',
  'focus_problem',
  'blur',
  'clear',
] satisfies PlainCall[];

const isPlainCall = (call: unknown): call is PlainCall => PLAIN_CALLS.includes(call);

function readCall(request: Record<string, unknown>): FrameRequest | null {
  const { call, options } = request;
  if (isPlainCall(call)) return { call };
  if (call === 'update') return isRecord(options) ? { call, options } : null;
  return readIntentCall(request);
}

function readIntentCall(request: Record<string, unknown>): FrameRequest | null {
  const { call, clientSecret, params } = request;
  if (typeof clientSecret !== 'string') return null;
  if (call === 'retrieve') return { call, clientSecret };
  return call === 'confirm' && isRecord(params) ? { call, clientSecret, params } : null;
}
