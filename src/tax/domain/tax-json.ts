import type { Currency } from '../../money/currency.js';
import { add, money } from '../../money/money.js';
import type { Tax, TaxPart } from '../../pricing/tax.js';

interface StoredPart extends Pick<TaxPart, 'name' | 'rate' | 'categories'> {
  netMinor: number;
  taxMinor: number;
}

interface StoredTax {
  isIncluded: boolean;
  parts: StoredPart[];
}

/** For a column. Amounts are minor units of the order's currency. */
export function taxToJson({ isIncluded, parts }: Tax): string {
  return JSON.stringify({ isIncluded, parts: parts.map(toStored) } satisfies StoredTax);
}

/** The inverse of `taxToJson`. What is stored is not an estimate. */
export function taxFromJson(text: string, currency: Currency): Tax {
  const { isIncluded, parts } = JSON.parse(text) as StoredTax;
  return { isIncluded, isEstimated: false, parts: parts.map((part) => fromStored(part, currency)) };
}

export function partsToJson(parts: readonly TaxPart[]): string {
  return JSON.stringify(parts.map(toStored));
}

export function partsFromJson(text: string, currency: Currency): TaxPart[] {
  return (JSON.parse(text) as StoredPart[]).map((part) => fromStored(part, currency));
}

function toStored({ name, rate, categories, net, tax }: TaxPart): StoredPart {
  return { name, rate, categories, netMinor: net.minor, taxMinor: tax.minor };
}

function fromStored({ netMinor, taxMinor, ...part }: StoredPart, currency: Currency): TaxPart {
  const net = money(netMinor, currency);
  const tax = money(taxMinor, currency);
  return { ...part, net, tax, gross: add(net, tax) };
}
