import type { PaymentIntentResult } from '@stripe/stripe-js';
import type { ColorScheme } from '../appearance.js';
import { isRecord } from '../is-record.js';

/** One question to the shopper, and who may answer it. */
export interface Challenge {
  paymentIntentId: string;
  clientSecret: string;
  source: string;
}

/** The one message that travels by `window.postMessage`, with the port for the answer. */
export interface ChallengeInit extends Challenge {
  kind: 'challenge';
  scheme: ColorScheme;
}

/** What the challenge tells the page that it lies over. */
export type ChallengeNotice =
  | { notice: 'answer'; answer: PaymentIntentResult }
  | { notice: 'height'; pixels: number }
  /** Escape was pressed inside of the frame. */
  | { notice: 'close' };

export const CHALLENGE_PAGE = '/js/frame/challenge.html';

export const CHALLENGE_TITLE = '3D Secure 2 Test Page';

export function readChallengeInit(message: unknown): ChallengeInit | null {
  if (!isRecord(message) || message['kind'] !== 'challenge') return null;
  const { paymentIntentId, clientSecret, source, scheme } = message;
  if (typeof paymentIntentId !== 'string' || typeof clientSecret !== 'string') return null;
  if (typeof source !== 'string') return null;
  const kind = 'challenge';
  return {
    kind,
    paymentIntentId,
    clientSecret,
    source,
    scheme: scheme === 'dark' ? 'dark' : 'light',
  };
}

/** As the address of the page carries it when the browser was sent there. */
export function readChallengeQuery(search: string): Challenge | null {
  const query = new URLSearchParams(search);
  const paymentIntentId = query.get('payment_intent');
  const clientSecret = query.get('payment_intent_client_secret');
  const source = query.get('source');
  if (paymentIntentId === null || clientSecret === null || source === null) return null;
  return { paymentIntentId, clientSecret, source };
}

export const isChallengeNotice = (message: unknown): message is ChallengeNotice =>
  isRecord(message) && typeof message['notice'] === 'string';
