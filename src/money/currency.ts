interface CurrencyRule {
  /** Decimals of Stripe's minor unit, which can differ from Intl's. */
  decimals: 0 | 2;
  /** The smallest charge Stripe accepts, in minor units. */
  minimumMinor: number;
}

const rule = (minimumMinor: number, decimals: 0 | 2 = 2): CurrencyRule => ({
  decimals,
  minimumMinor,
});

/**
 * The currencies a shop can sell in: Stripe's settlement currencies, for which a minimum charge is
 * published. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
const RULES = {
  aed: rule(200),
  aud: rule(50),
  bgn: rule(100),
  brl: rule(50),
  cad: rule(50),
  chf: rule(50),
  czk: rule(1500),
  dkk: rule(250),
  eur: rule(50),
  gbp: rule(30),
  hkd: rule(400),
  huf: rule(17500),
  inr: rule(50),
  jpy: rule(50, 0),
  mxn: rule(1000),
  myr: rule(200),
  nok: rule(300),
  nzd: rule(50),
  pln: rule(200),
  ron: rule(200),
  sek: rule(300),
  sgd: rule(50),
  thb: rule(1000),
  usd: rule(50),
} as const satisfies Record<string, CurrencyRule>;

export type Currency = keyof typeof RULES;

export const CURRENCIES = Object.keys(RULES) as [Currency, ...Currency[]];

/** Eight digits: the largest amount Stripe takes in most currencies. */
export const MAXIMUM_CHARGE_MINOR = 99_999_999;

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(RULES, code);
}

export function decimalsOf(currency: Currency): 0 | 2 {
  return RULES[currency].decimals;
}

export function minimumChargeMinor(currency: Currency): number {
  return RULES[currency].minimumMinor;
}
