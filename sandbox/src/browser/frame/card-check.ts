import { parseExpiry } from './card-expiry.js';
import { cvcLength, digitsOf, isShortCardNumber, passesLuhn } from './card-number.js';
import { isTestCard } from './test-cards.js';

export interface CardEntry {
  number: string;
  expiry: string;
  cvc: string;
}

export type CardFieldName = keyof CardEntry;

export interface CardProblem {
  field: CardFieldName;
  code: string;
  message: string;
}

export const CARD_FIELDS = ['number', 'expiry', 'cvc'] as const satisfies CardFieldName[];

// Stripe.js takes a date this far ahead for a slip of the finger.
const FARTHEST_YEARS_AHEAD = 50;

const MESSAGES = {
  incomplete_number: 'Your card number is incomplete.',
  invalid_number: 'Your card number is invalid.',
  incomplete_expiry: "Your card's expiration date is incomplete.",
  invalid_expiry_month_past: "Your card's expiration date is in the past.",
  invalid_expiry_year_past: "Your card's expiration year is in the past.",
  invalid_expiry_year: "Your card's expiration year is invalid.",
  incomplete_cvc: "Your card's security code is incomplete.",
} as const;

const REAL_CARD =
  'Your card number is not a test card. This is a sandbox: it never sends a real card anywhere. ' +
  'Choose one of the test cards.';

const problem = (field: CardFieldName, code: keyof typeof MESSAGES): CardProblem => ({
  field,
  code,
  message: MESSAGES[code],
});

function checkNumber({ number }: CardEntry): CardProblem | null {
  if (isShortCardNumber(number)) return problem('number', 'incomplete_number');
  if (!passesLuhn(number)) return problem('number', 'invalid_number');
  return isTestCard(number)
    ? null
    : { field: 'number', code: 'invalid_number', message: REAL_CARD };
}

function checkExpiry(entry: CardEntry, now: Date): CardProblem | null {
  const expiry = parseExpiry(entry.expiry);
  const year = now.getFullYear();
  if (expiry === null) return problem('expiry', 'incomplete_expiry');
  if (expiry.year < year) return problem('expiry', 'invalid_expiry_year_past');
  if (expiry.year > year + FARTHEST_YEARS_AHEAD) return problem('expiry', 'invalid_expiry_year');
  const isOver = expiry.year === year && expiry.month < now.getMonth() + 1;
  return isOver ? problem('expiry', 'invalid_expiry_month_past') : null;
}

function checkCvc({ cvc, number }: CardEntry): CardProblem | null {
  const isWhole = digitsOf(cvc).length === cvcLength(number);
  return isWhole ? null : problem('cvc', 'incomplete_cvc');
}

/** Everything wrong with the card, in the order of the fields. An empty list may be sent. */
export function checkCard(entry: CardEntry, now: Date): CardProblem[] {
  return [checkNumber(entry), checkExpiry(entry, now), checkCvc(entry)].filter(
    (found) => found !== null,
  );
}
