import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const LENGTHS = {
  acct: 16,
  ch: 24,
  cus: 14,
  du: 24,
  evt: 24,
  payatt: 24,
  pi: 24,
  pm: 24,
  re: 24,
  req: 14,
  txn: 24,
  wc: 24,
  we: 24,
} as const;

export function randomId(prefix: keyof typeof LENGTHS): string {
  return `${prefix}_${randomText(LENGTHS[prefix])}`;
}

export function randomClientSecret(paymentIntentId: string): string {
  return `${paymentIntentId}_secret_${randomText(25)}`;
}

/** Signs what is sent to one webhook endpoint. */
export function randomSigningSecret(): string {
  return `whsec_${randomText(32)}`;
}

/** What the numbers of a customer's invoices would begin with. */
export function randomInvoicePrefix(): string {
  return randomText(8, ALPHABET.slice(0, 36));
}

/** By which banks find a refund again: the acquirer's 23 digits. */
export function randomReference(): string {
  return randomText(23, ALPHABET.slice(0, 10));
}

function randomText(length: number, alphabet = ALPHABET): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
