import { isCurrency } from './currency.js';
import { format, money } from './money.js';

/** For people: `$23.00`, or `2300 xof` of what the shop cannot sell in, which Stripe may speak of. */
export function amountText(minor: number, currency: string): string {
  return isCurrency(currency) ? format(money(minor, currency)) : `${minor} ${currency}`;
}
