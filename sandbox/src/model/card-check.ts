import { brandOf, digitsOf, isCardNumber } from './card-number.js';
import { type TestCard, testCardByNumber } from './test-cards.js';

export interface TypedCard {
  number: string;
  expMonth: number;
  expYear: number;
  cvc: string | null;
}

export interface CardProblem {
  code: string;
  declineCode: string | null;
  message: string;
  param: string | null;
}

export interface CheckedCard {
  testCard: TestCard;
  expMonth: number;
  expYear: number;
  hasCvc: boolean;
}

export interface YearMonth {
  year: number;
  month: number;
}

type CardCheck = { ok: true; card: CheckedCard } | { ok: false; problem: CardProblem };

/** Longest time Stripe lets an expiry date lie ahead. */
const FURTHEST_YEARS = 50;

const WRONG_NUMBER = problemWith('number', 'incorrect_number', 'Your card number is incorrect.');

const LIVE_CARD: CardProblem = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message:
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  param: null,
};

export function checkCard(typed: TypedCard, today: YearMonth): CardCheck {
  const digits = digitsOf(typed.number);
  const testCard = testCardByNumber(digits);
  if (!testCard) return { ok: false, problem: isCardNumber(digits) ? LIVE_CARD : WRONG_NUMBER };
  const { expMonth, cvc } = typed;
  const expYear = fullYear(typed.expYear);
  const problem =
    expiryProblem({ month: expMonth, year: expYear }, today) ?? cvcProblem(cvc, digits);
  if (problem) return { ok: false, problem };
  return { ok: true, card: { testCard, expMonth, expYear, hasCvc: cvc !== null } };
}

function expiryProblem(expiry: YearMonth, today: YearMonth): CardProblem | null {
  if (expiry.month < 1 || expiry.month > 12) {
    const message = "Your card's expiration month is invalid.";
    return problemWith('exp_month', 'invalid_expiry_month', message);
  }
  const isPast =
    expiry.year < today.year || (expiry.year === today.year && expiry.month < today.month);
  if (!isPast && expiry.year <= today.year + FURTHEST_YEARS) return null;
  const message = "Your card's expiration year is invalid.";
  return problemWith('exp_year', 'invalid_expiry_year', message);
}

function cvcProblem(cvc: string | null, digits: string): CardProblem | null {
  if (cvc === null) return null;
  const format = brandOf(digits) === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/;
  if (format.test(cvc)) return null;
  return problemWith('cvc', 'invalid_cvc', "Your card's security code is invalid.");
}

function problemWith(param: string, code: string, message: string): CardProblem {
  return { code, message, param, declineCode: null };
}

function fullYear(year: number): number {
  return year >= 0 && year < 100 ? 2000 + year : year;
}
