import { decimalsOf } from './money-text.js';

/** Stripe's largest amount, in the currency's smallest unit. */
export const MAXIMUM_AMOUNT = 99_999_999;

/**
 * Stripe's smallest charges. For a currency that is not listed Stripe converts; the sandbox, which
 * knows no rates, takes any amount.
 */
const MINIMUMS: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};

const CURRENCIES = (
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn ' +
  'bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf ' +
  'gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr ' +
  'lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen ' +
  'pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd ' +
  'top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
).split(' ');

export interface AmountProblem {
  param: 'amount' | 'currency';
  code: string | null;
  message: string;
}

/** `currency` in lower case. */
export function amountProblem(amount: number, currency: string): AmountProblem | null {
  if (!CURRENCIES.includes(currency)) {
    const message = `Invalid currency: ${currency}. Stripe currently supports these currencies: ${CURRENCIES.join(', ')}`;
    return { param: 'currency', code: null, message };
  }
  const fraction = fractionProblem(amount, currency);
  if (fraction) return { param: 'amount', ...fraction };
  if (amount < (MINIMUMS[currency] ?? 1)) return TOO_SMALL;
  return amount > MAXIMUM_AMOUNT ? TOO_LARGE : null;
}

/** Of currencies that are written with more digits than may be used. */
export function fractionProblem(
  amount: number,
  currency: string,
): Omit<AmountProblem, 'param'> | null {
  const name = currency.toUpperCase();
  if (WHOLE.includes(currency) && amount % 100 !== 0) {
    const message = `Invalid amount. Currency ${name} has become effectively zero-decimal and charged amounts must be evenly divisible by 100. See https://stripe.com/docs/currencies#special-cases for more information.`;
    return { code: 'invalid_charge_amount_no_decimal_compatible', message };
  }
  if (decimalsOf(currency) < 3 || amount % 10 === 0) return null;
  const message = `Invalid amount. The last of the three decimals of ${name} must be 0: amounts must be evenly divisible by 10. See https://stripe.com/docs/currencies#three-decimal for more information.`;
  return { code: null, message };
}

/** Still written with two decimals. */
const WHOLE = ['isk', 'ugx'];

const TOO_SMALL: AmountProblem = {
  param: 'amount',
  code: 'amount_too_small',
  message:
    'The amount must be greater than or equal to the minimum charge amount allowed for your account and the currency set. If you want to learn more about minimum amounts, see https://stripe.com/docs/currencies#minimum-and-maximum-charge-amounts.',
};

const TOO_LARGE: AmountProblem = {
  param: 'amount',
  code: 'amount_too_large',
  message: 'Amount must be no more than 99999999 in the smallest unit of the currency.',
};
