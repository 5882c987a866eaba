import type { TaxCategory } from '../../pricing/tax.js';

/** The rates of one country or state, in per cent. `delivery`: null if it is taxed as the goods are. */
export type Rates = Readonly<Record<TaxCategory, string> & { delivery: string | null }>;

export interface TaxRegion {
  /** ISO 3166 alpha-2. Null: all countries that have no region of their own. */
  country: string | null;
  /** As shoppers may write it: `NY`, `New York`. Empty: all states that have no region of their own. */
  state: readonly string[];
  /** Of the tax: “VAT”. */
  name: string;
  rates: Rates;
  /** Null: always. */
  validFrom: Date | null;
}

export interface TaxRules {
  pricesIncludeTax: boolean;
  regions: readonly TaxRegion[];
}

/** Where the goods go. */
export interface Place {
  country: string;
  state: string | null;
}

/** Those of a shop that collects no tax. */
export const NO_TAX: TaxRules = { pricesIncludeTax: false, regions: [] };

/** The closest region, with the rates of that time. Null if no tax is collected there. */
export function regionFor({ regions }: TaxRules, place: Place, at: Date): TaxRegion | null {
  const fitting = regions
    .filter((region) => isIn(place, region) && startOf(region) <= at.getTime())
    .toSorted((one, other) => closeness(other) - closeness(one) || startOf(other) - startOf(one));
  return fitting[0] ?? null;
}

/** Whether the state decides there, of which nobody knows anything before there is an address. */
export function isTaxedByState({ regions }: TaxRules, country: string): boolean {
  return regions.some((region) => region.country === country && region.state.length > 0);
}

function isIn(place: Place, { country, state }: TaxRegion): boolean {
  if (country === null) return true;
  if (country !== place.country) return false;
  return state.length === 0 || state.map(normalized).includes(normalized(place.state ?? ''));
}

function normalized(state: string): string {
  return state.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function closeness({ country, state }: TaxRegion): number {
  return (country === null ? 0 : 1) + (state.length === 0 ? 0 : 1);
}

function startOf({ validFrom }: TaxRegion): number {
  return validFrom?.getTime() ?? -Infinity;
}
