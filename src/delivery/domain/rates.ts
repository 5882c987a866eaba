import type { Money } from '../../money/money.js';

/** What a method costs for a shipment that is neither heavier nor dearer than this. Null: no limit. */
export interface Rate {
  upToGrams: number | null;
  upToTotal: Money | null;
  price: Money;
}

export interface PostMethod {
  code: string;
  name: string;
  /** When the books arrive, such as "3–5 days". */
  estimate: string;
  /** The first that fits is the price. */
  rates: readonly Rate[];
  /** Books for this much or more are sent free. */
  freeFrom: Money | null;
}

/** Countries with the same methods and prices. */
export interface Zone {
  name: string;
  /** ISO 3166-1 alpha-2. */
  countries: readonly string[];
  methods: readonly PostMethod[];
}

export interface PickupMethod {
  code: string;
  name: string;
  estimate: string;
}

/** Where the shop delivers, how, and for how much: delivery.json in the shop's currency. */
export interface DeliveryRates {
  /** The weight of a book that has none of its own. */
  defaultWeightGrams: number;
  /** A country is in one zone only. */
  zones: readonly Zone[];
  pickup: readonly PickupMethod[];
}

/** What is sent: its weight, and the price of the books in it. */
export interface Shipment {
  grams: number;
  total: Money;
}

export interface Weighed {
  /** Of one copy; null if unknown. */
  weightGrams: number | null;
  quantity: number;
}

export function weightOf(books: readonly Weighed[], { defaultWeightGrams }: DeliveryRates): number {
  return books.reduce(
    (sum, { weightGrams, quantity }) => sum + quantity * (weightGrams ?? defaultWeightGrams),
    0,
  );
}

export function zoneOf(country: string, { zones }: DeliveryRates): Zone | null {
  return zones.find(({ countries }) => countries.includes(country)) ?? null;
}
