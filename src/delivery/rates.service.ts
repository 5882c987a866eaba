import path from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { readShopFile } from '../shop/read-shop-file.js';
import { ShopFileError } from '../shop/shop-file-error.js';
import { allCountries } from './all-countries.js';
import { DeliveryFile } from './delivery-file.js';
import type { DeliveryRates } from './domain/rates.js';
import { toRates } from './to-rates.js';

const FILE = 'delivery.json';

/** What delivery.json says, in the shop's currency. It is read once, at the start, which fails if it is not usable. */
@Injectable()
export class RatesService {
  readonly #logger = new Logger(RatesService.name);
  readonly rates: DeliveryRates;

  constructor(config: Config) {
    const directory = config.get('shopDirectory', { infer: true });
    const currency = config.get('currency', { infer: true });
    const file = readShopFile(directory, FILE, DeliveryFile);
    const { rates, unpriced, problems } = toRates(file, currency, allCountries());
    if (problems.length > 0) throw new ShopFileError(path.join(directory, FILE), problems);
    this.rates = rates;
    if (unpriced.length === 0) return;
    this.#logger.warn(
      `Not offered, as ${FILE} has no price in ${currency}: ${unpriced.join(', ')}`,
    );
  }
}
