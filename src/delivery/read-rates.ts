import path from 'node:path';
import type { Env } from '../config/env.js';
import { readShopFile } from '../shop/read-shop-file.js';
import { ShopFileError } from '../shop/shop-file-error.js';
import { allCountries } from './all-countries.js';
import { DeliveryFile } from './delivery-file.js';
import { type RatesInCurrency, toRates } from './to-rates.js';

const FILE = 'delivery.json';

/** What delivery.json says, in the shop's currency. Throws a ShopFileError. */
export function readRates({
  shopDirectory,
  currency,
}: Pick<Env, 'shopDirectory' | 'currency'>): Omit<RatesInCurrency, 'problems'> {
  const file = readShopFile(shopDirectory, FILE, DeliveryFile);
  const { problems, ...found } = toRates(file, currency, allCountries());
  if (problems.length > 0) throw new ShopFileError(path.join(shopDirectory, FILE), problems);
  return found;
}

/** Null if all methods are offered. */
export function describeUnpriced(unpriced: readonly string[], currency: string): string | null {
  if (unpriced.length === 0) return null;
  return `Not offered, as ${FILE} has no price in ${currency}: ${unpriced.join(', ')}`;
}
