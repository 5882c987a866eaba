import type { Shop } from '../shop/shop.js';
import { readShopFile } from '../shop/read-shop-file.js';
import type { Place, TaxRules } from './domain/tax-rules.js';
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
