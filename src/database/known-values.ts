import { CURRENCIES } from '../money/currency.js';
import { money, type Money } from '../money/money.js';

/** A stored amount. Throws if its currency is unknown. */
export function toMoney(minor: number, currency: string): Money {
  return money(minor, oneOf('currency', CURRENCIES, currency));
}

/** A stored text as one of the values that the code knows. Throws if it is none of them. */
export function oneOf<T extends string>(what: string, all: readonly T[], value: string): T {
  const found = all.find((each) => each === value);
  if (found === undefined) throw new Error(`The database holds an unknown ${what}: ${value}`);
  return found;
}
