import { MAXIMUM_CHARGE_MINOR, minimumChargeMinor, type Currency } from './currency.js';

/** An amount in whole minor units (cents, yen), as in Stripe's API. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/** Throws a RangeError unless `minor` is a safe integer. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError(`Money is whole minor units: got ${minor} ${currency}`);
  }
  return { minor, currency };
}

/** Throws a RangeError if the currencies differ. */
export function add(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new RangeError(`Cannot add ${right.currency} to ${left.currency}`);
  }
  return money(left.minor + right.minor, left.currency);
}

/** Throws a RangeError unless `quantity` is a whole number, zero or more. */
export function multiply(amount: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity) || quantity < 0) {
    throw new RangeError(`A quantity is a whole number: got ${quantity}`);
  }
  return money(amount.minor * quantity, amount.currency);
}

/** Why Stripe cannot charge this amount, or null. */
export function chargeProblem(amount: Money): 'too-small' | 'too-large' | null {
  if (amount.minor < minimumChargeMinor(amount.currency)) return 'too-small';
  return amount.minor > MAXIMUM_CHARGE_MINOR ? 'too-large' : null;
}
