import { money, type Money } from '../../money/money.js';
import { amountOf, type OfferLine } from '../../pricing/offer.js';
import type { Tax, TaxCategory, TaxPart } from '../../pricing/tax.js';
import { splitByWeights } from './divide.js';
import { compareRates, taxInGross, taxOnNet } from './rate.js';
import { type Place, regionFor, type TaxRegion, type TaxRules } from './tax-rules.js';

/** What the tax on goods and their delivery is a function of, besides their prices. */
export interface TaxedAt {
  rules: TaxRules;
  place: Place;
  /** `place` is the shop's own, because the goods' is not known yet. */
  isEstimated: boolean;
  at: Date;
}

export interface TaxedParts {
  /** At least one. */
  lines: readonly Pick<OfferLine, 'unitPrice' | 'quantity' | 'taxCategory'>[];
  /** What delivery costs. */
  delivery: Money | null;
}

/** What is taxed at one rate, as it is priced. */
interface Group {
  rate: string;
  categories: TaxCategory[];
  minor: bigint;
}

/**
 * The tax on lines and delivery: rounded once for each rate, on the sum, a half cent up. Delivery is taxed at the rates
 * of the goods, in proportion of their prices, unless the region has a rate for it. Null if no tax is collected there.
 *
 * A service such as Stripe Tax would take the place of this function: the same parts from the lines and the address,
 * asked before the offer is made.
 */
export function taxOf(parts: TaxedParts, where: TaxedAt): Tax | null {
  const { rules, place, at, isEstimated } = where;
  const region = regionFor(rules, place, at);
  const currency = parts.lines[0]?.unitPrice.currency;
  if (!region || currency === undefined) return null;
  const isIncluded = rules.pricesIncludeTax;
  const groups = withDelivery(groupsOf(parts.lines, region), parts.delivery, region);
  const taxed = groups
    .toSorted((one, other) => compareRates(other.rate, one.rate))
    .map(({ rate, categories, minor }): TaxPart => {
      const tax = isIncluded ? taxInGross(minor, rate) : taxOnNet(minor, rate);
      const net = isIncluded ? minor - tax : minor;
      const amount = (each: bigint) => money(Number(each), currency);
      const { name } = region;
      return { name, rate, categories, net: amount(net), tax: amount(tax), gross: amount(net + tax) }; // prettier-ignore
    });
  return { isIncluded, isEstimated, parts: taxed };
}

function groupsOf(lines: TaxedParts['lines'], { rates }: TaxRegion): Group[] {
  const groups = new Map<string, Group>();
  for (const line of lines) {
    const rate = rates[line.taxCategory];
    const group = groups.get(rate) ?? { rate, categories: [], minor: 0n };
    if (!group.categories.includes(line.taxCategory)) group.categories.push(line.taxCategory);
    group.minor += BigInt(amountOf(line).minor);
    groups.set(rate, group);
  }
  return [...groups.values()];
}

function withDelivery(groups: Group[], delivery: Money | null, { rates }: TaxRegion): Group[] {
  const minor = BigInt(delivery?.minor ?? 0);
  if (minor === 0n) return groups;
  if (rates.delivery === null) {
    const shares = splitByWeights(
      minor,
      groups.map((group) => group.minor),
    );
    return groups.map((group, at) => ({ ...group, minor: group.minor + (shares[at] ?? 0n) }));
  }
  const { delivery: rate } = rates;
  const others = groups.filter((group) => group.rate !== rate);
  const same = groups.find((group) => group.rate === rate) ?? { rate, categories: [], minor: 0n };
  return [...others, { ...same, minor: same.minor + minor }];
}
