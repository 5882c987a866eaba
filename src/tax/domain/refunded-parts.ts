import { money, type Money } from '../../money/money.js';
import type { TaxPart } from '../../pricing/tax.js';
import { divideRounded, splitByWeights } from './divide.js';

/**
 * The share of each part in a refund, from what is left of the parts: in proportion, so that the last refund takes the
 * rest and all of them add up to the whole. A refund of more than is left takes what is left. Empty if nothing is.
 */
export function refundedParts(left: readonly TaxPart[], refund: Money): TaxPart[] {
  const weights = left.map(({ gross }) => BigInt(gross.minor));
  const sum = weights.reduce((before, weight) => before + weight, 0n);
  if (sum === 0n) return [];
  const wanted = BigInt(refund.minor);
  const shares = splitByWeights(wanted < sum ? wanted : sum, weights);
  return left.map((part, at) => shareOf(part, shares[at] ?? 0n));
}

/** What is left of the parts after one refund; `refunded` as `refundedParts` returned it. */
export function partsLeft(parts: readonly TaxPart[], refunded: readonly TaxPart[]): TaxPart[] {
  return changed(parts, refunded, -1);
}

/** The inverse of `partsLeft`: that refund failed. */
export function partsRestored(left: readonly TaxPart[], refunded: readonly TaxPart[]): TaxPart[] {
  return changed(left, refunded, 1);
}

function shareOf(part: TaxPart, share: bigint): TaxPart {
  const { gross, tax } = part;
  const taxShare = gross.minor === 0 ? 0n : divideRounded(share * BigInt(tax.minor), BigInt(gross.minor)); // prettier-ignore
  const amount = (minor: bigint) => money(Number(minor), gross.currency);
  return { ...part, net: amount(share - taxShare), tax: amount(taxShare), gross: amount(share) };
}

function changed(parts: readonly TaxPart[], by: readonly TaxPart[], sign: 1 | -1): TaxPart[] {
  return parts.map((part, at) => {
    const change = by[at];
    if (!change) return part;
    const sum = (one: Money, other: Money) => money(one.minor + sign * other.minor, one.currency);
    return {
      ...part,
      net: sum(part.net, change.net),
      tax: sum(part.tax, change.tax),
      gross: sum(part.gross, change.gross),
    };
  });
}
