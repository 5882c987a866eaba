import { cvcLength, digitsOf } from './card-number.js';

export interface TestCard {
  number: string;
  outcome: string;
}

/** The ones a person reaches for; the menu shows them in this order. */
export const MENU_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', outcome: 'Succeeds' },
  { number: '4000000000003220', outcome: '3-D Secure' },
  { number: '4000000000000002', outcome: 'Declined' },
  { number: '4000000000009995', outcome: 'Insufficient funds' },
  { number: '4000000000000069', outcome: 'Expired card' },
  { number: '4000000000000127', outcome: 'Wrong security code' },
  { number: '4000000000000119', outcome: 'Processing error' },
  { number: '4100000000000019', outcome: 'Blocked as fraudulent' },
];

/** The rest of Stripe's list: never offered, but they open no real account, so they may be typed. */
const TYPED_CARDS = [
  '5555555555554444',
  '2223003122003222',
  '5200828282828210',
  '5105105105105100',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '3056930009020004',
  '3566002020360505',
  '6200000000000005',
  '4000056655665556',
  '4000000000000077',
  '4000000000009987',
  '4000000000009979',
  '4000000000006975',
  '4000000000000341',
  '4000002760003184',
  '4000002500003155',
  '4000003800000446',
  '4000008400001629',
  '4000008260003178',
  '4000008400001280',
  '4000000000003055',
  '4000000000003097',
  '4000000000005126',
  '4000000000007726',
  '4000000000000259',
  '4000000000002685',
  '4000000000001976',
];

const ACCEPTED = new Set([...MENU_CARDS.map(({ number }) => number), ...TYPED_CARDS]);

export const isTestCard = (number: string): boolean => ACCEPTED.has(digitsOf(number));

/** Any future date and any code pass; these are easy to recognise in a log. */
export function detailsFor(card: TestCard, now: Date): { expiry: string; cvc: string } {
  const year = String((now.getFullYear() + 4) % 100).padStart(2, '0');
  return { expiry: `12${year}`, cvc: cvcLength(card.number) === 4 ? '1234' : '123' };
}
