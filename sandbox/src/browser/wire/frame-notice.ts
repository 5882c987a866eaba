import type { StripeError } from '@stripe/stripe-js';
import { isRecord } from '../is-record.js';
import type { ContactValue } from './contact-value.js';
import type { FrameAnswer } from './frame-request.js';

/** Everything the frame ever tells the page. No digit of a card is among it. */
export type FrameNotice =
  | { notice: 'answer'; id: number; answer: FrameAnswer }
  | { notice: 'event'; type: 'ready' | 'focus' | 'blur' | 'escape' }
  | { notice: 'enter' }
  | ChangeNotice
  | { notice: 'loaderror'; error: StripeError }
  | { notice: 'height'; pixels: number }
  | { notice: 'press'; isPressed: boolean };

export interface ChangeNotice {
  notice: 'change';
  empty: boolean;
  complete: boolean;
  /** Of an address or an e-mail address; a card is not for the page to read. */
  value?: ContactValue;
}

/** What concerns the element; the rest is between the two ends of the port. */
export type ElementNotice = Exclude<FrameNotice, { notice: 'answer' | 'height' | 'press' }>;

/** The port is the proof of origin: only our own frame, of this same build, holds its other end. */
export const isFrameNotice = (message: unknown): message is FrameNotice =>
  isRecord(message) && typeof message['notice'] === 'string';
