import type { Shop } from '../shop/shop.js';
import { readShopFile } from '../shop/read-shop-file.js';
import { type Place, regionFor, type TaxRules } from './domain/tax-rules.js';
import { TaxFile } from './tax-file.js';

/** What the shop's owner has written about tax. */
export class TaxSettings {
  constructor(
    readonly rules: TaxRules,
    /** Where the shop is: what counts until the shopper has said where the order goes. */
    readonly home: Place,
  ) {}

  /** Throws a ShopFileError. */
  static read(shopDirectory: string, { address: { country, state } }: Pick<Shop, 'address'>) {
    return new TaxSettings(readTaxRules(shopDirectory), { country, state });
  }
}

/** Throws a ShopFileError. */
export function readTaxRules(shopDirectory: string): TaxRules {
  return readShopFile(shopDirectory, 'tax.json', TaxFile);
}

/** Null if the rules have a rate for where the shop is, or no tax is collected at all. */
export function describeUntaxedHome({ rules, home }: TaxSettings, now = new Date()): string | null {
  if (rules.regions.length === 0 || regionFor(rules, home, now)) return null;
  const place = home.state === null ? home.country : `${home.country}, state ${home.state}`;
  return `no region is for the shop’s own place (${place}): there it sells without tax`;
}
