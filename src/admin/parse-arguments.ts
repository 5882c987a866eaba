import { InvalidArgumentError } from 'commander';
import type { LineCount } from '../fulfilment/domain/remaining.js';
import { isCalendarDay } from '../common/calendar-day.js';
import { EmailAddress } from '../common/email-address.js';

const ORDER_NUMBER = /^\d{1,9}$/;
const STRIPE_ID = /^(pi|evt)_/;

export function parseOrderNumber(text: string): number {
  if (!ORDER_NUMBER.test(text)) throw new InvalidArgumentError('Give an order’s number: 1001.');
  return Number(text);
}

/** An order's number, or Stripe's id of a payment or an event. */
export function parseSubject(text: string): number | string {
  if (STRIPE_ID.test(text)) return text;
  if (ORDER_NUMBER.test(text)) return Number(text);
  throw new InvalidArgumentError('Give an order’s number, pi_… or evt_….');
}

export function parseEmail(text: string): string {
  const { success, data } = EmailAddress.safeParse(text);
  if (success) return data;
  throw new InvalidArgumentError('Give an e-mail address: ada@example.com.');
}

export function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError('Give a whole number above 0.');
}

export function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
}

export function parseTime(text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('Give a time: 2026-11-23T04:00:00Z.');
}

export function parseDay(text: string): string {
  if (isCalendarDay(text)) return text;
  throw new InvalidArgumentError('Give a day: 2026-11-30.');
}

const LINE_COUNT = /^([^=\s]+)=(\d{1,4})$/;

/** `SLUG=COUNT`, each time that the option is given. */
export function collectLineCount(text: string, before: LineCount[] = []): LineCount[] {
  const [, slug = '', count] = LINE_COUNT.exec(text) ?? [];
  const quantity = Number(count);
  if (!(quantity > 0)) throw new InvalidArgumentError('Give a slug and a count: a-book=2.');
  if (before.some((each) => each.slug === slug))
    throw new InvalidArgumentError(`${slug} is named twice.`);
  return [...before, { slug, quantity }];
}

const MAX_WORDS = 60;

/** The name of a carrier, or a tracking number: at most 60 characters on one line. */
export function parseWords(text: string): string {
  const words = text.trim().replaceAll(/\s+/gu, ' ');
  if (words.length > 0 && words.length <= MAX_WORDS && !/\p{C}/u.test(words)) return words;
  throw new InvalidArgumentError(`Give 1 to ${MAX_WORDS} printable characters.`);
}
