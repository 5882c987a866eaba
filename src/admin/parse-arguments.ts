import { InvalidArgumentError } from 'commander';

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

export function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError('Give a whole number above 0.');
}

export function parseTime(text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('Give a time: 2026-11-23T04:00:00Z.');
}
