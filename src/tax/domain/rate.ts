import { divideRounded } from './divide.js';

const RATE = /^(\d{1,2}|100)(?:\.(\d{1,4}))?$/;
const DECIMALS = 4;
/** 100 %. */
const WHOLE = 10n ** BigInt(DECIMALS + 2);

/** `7` for `7.0`, or null: a rate is 0 to 100 per cent, with at most four decimals. */
export function canonicalRate(text: string): string | null {
  const [, whole, decimals = ''] = RATE.exec(text) ?? [];
  if (whole === undefined) return null;
  const rest = decimals.replace(/0+$/, '');
  if (whole === '100' && rest !== '') return null;
  return `${Number(whole)}${rest && `.${rest}`}`;
}

/** In parts of a million. */
function partsOf(rate: string): bigint {
  const [whole = '', decimals = ''] = rate.split('.');
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'));
}

export function compareRates(one: string, other: string): number {
  return Number(partsOf(one) - partsOf(other));
}

/** The tax on a net amount, in minor units. */
export function taxOnNet(netMinor: bigint, rate: string): bigint {
  return divideRounded(netMinor * partsOf(rate), WHOLE);
}

/** The tax within a gross amount, in minor units. */
export function taxInGross(grossMinor: bigint, rate: string): bigint {
  return divideRounded(grossMinor * partsOf(rate), WHOLE + partsOf(rate));
}
