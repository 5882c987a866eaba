import { money } from '../../money/money.js';
import type { Tax, TaxCategory, TaxedItem, TaxPart } from '../../pricing/tax.js';
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

/** What is taxed at one rate, as it is priced. */
interface Group {
  rate: string;
  categories: TaxCategory[];
  minor: bigint;
}

/**
 * The tax on what is priced: rounded once for each rate, on the sum, a half cent up. Delivery is taxed as the goods are,
 * unless the region has a rate for it. Null if no tax is collected there, and of nothing.
 *
 * A service such as Stripe Tax would take the place of this function: the same parts from the items and the address,
 * asked before the offer is made.
 */
export function taxOf(items: readonly TaxedItem[], where: TaxedAt): Tax | null {
  const { rules, place, at, isEstimated } = where;
  const region = regionFor(rules, place, at);
  const currency = items[0]?.amount.currency;
  if (!region || currency === undefined) return null;
  const isIncluded = rules.pricesIncludeTax;
  const taxed = groupsOf(items, region)
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

/** What has no rate of its own is taxed at the rates of the lines, in proportion of their prices. */
function groupsOf(items: readonly TaxedItem[], { rates }: TaxRegion): readonly Group[] {
  const ofLines = byRate(
    items.flatMap(({ amount, taxedAs }) =>
      taxedAs === 'goods' || taxedAs === 'delivery'
        ? []
        : [{ rate: rates[taxedAs], categories: [taxedAs], minor: BigInt(amount.minor) }],
    ),
  );
  const goods = sumOf(items, 'goods');
  const delivery = sumOf(items, 'delivery');
  if (rates.delivery === null) return withShares(ofLines, goods + delivery);
  const ofDelivery = { rate: rates.delivery, categories: [], minor: delivery };
  return byRate([...withShares(ofLines, goods), ...(delivery === 0n ? [] : [ofDelivery])]);
}

function sumOf(items: readonly TaxedItem[], kind: TaxedItem['taxedAs']): bigint {
  return items
    .filter(({ taxedAs }) => taxedAs === kind)
    .reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
}

function byRate(all: readonly Group[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { rate, categories, minor } of all) {
    const before = groups.get(rate) ?? { categories: [], minor: 0n };
    const joined = [...new Set([...before.categories, ...categories])];
    groups.set(rate, { rate, categories: joined, minor: before.minor + minor });
  }
  return [...groups.values()];
}

function withShares(groups: readonly Group[], minor: bigint): readonly Group[] {
  if (minor === 0n) return groups;
  const shares = splitByWeights(
    minor,
    groups.map((group) => group.minor),
  );
  return groups.map((group, at) => ({ ...group, minor: group.minor + (shares[at] ?? 0n) }));
}
