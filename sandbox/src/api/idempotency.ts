import { createHash } from 'node:crypto';
import type { IdempotencyKey } from '../store/idempotency-records.js';
import { canonicalForm, type FormHash } from '../wire/stripe-form.js';
import { invalidRequest, StripeError } from '../wire/stripe-error.js';
import type { Caller } from './endpoint.js';

const LONGEST_KEY = 255;

/** Keys of browsers and of servers never meet. */
export function idempotencyKeyOf(key: string | null, caller: Caller): IdempotencyKey | null {
  if (key === null || key === '') return null;
  if (key.length <= LONGEST_KEY) return { scope: caller, key };
  throw invalidRequest(`Idempotency keys can have up to ${LONGEST_KEY} characters.`);
}

/** What a request asked for. Of a card it holds no more than is kept of it elsewhere. */
export function fingerprintOf(method: string, path: string, form: FormHash): string {
  const text = [method, path, canonicalForm(withoutCardDetails(form))].join('\n');
  return createHash('sha256').update(text).digest('hex');
}

export function refuseOtherRequest(key: string): StripeError {
  return new StripeError(400, {
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    type: 'idempotency_error',
  });
}

/** The keys of requests that are not answered yet. */
export class KeysInFlight {
  private readonly holders = new Map<string, string>();

  claim({ scope, key }: IdempotencyKey, requestId: string): void {
    const name = `${scope} ${key}`;
    if (this.holders.has(name)) throw refuseConcurrent(key);
    this.holders.set(name, requestId);
  }

  release(requestId: string): void {
    for (const [name, holder] of this.holders) {
      if (holder === requestId) this.holders.delete(name);
    }
  }
}

function refuseConcurrent(key: string): StripeError {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return invalidRequest(message, { code: 'idempotency_key_in_use', status: 409 });
}

function withoutCardDetails(form: FormHash): FormHash {
  const kept = new Map(form);
  const [method, card] = [form.get('payment_method_data'), form.get('card')];
  if (method instanceof Map) kept.set('payment_method_data', withoutCardDetails(method));
  if (card instanceof Map) kept.set('card', lastFourOf(card));
  return kept;
}

function lastFourOf(card: FormHash): FormHash {
  const kept = new Map(card);
  const number = card.get('number');
  if (typeof number === 'string') kept.set('number', number.slice(-4));
  kept.delete('cvc');
  return kept;
}
