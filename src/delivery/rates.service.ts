import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import type { DeliveryRates } from './domain/rates.js';
import { describeUnpriced, readRates } from './read-rates.js';

/** What delivery.json says, in the shop's currency. It is read once, at the start, which fails if it is not usable. */
@Injectable()
export class RatesService {
  readonly #logger = new Logger(RatesService.name);
  readonly rates: DeliveryRates;

  constructor(config: Config) {
    const shopDirectory = config.get('shopDirectory', { infer: true });
    const currency = config.get('currency', { infer: true });
    const { rates, unpriced } = readRates({ shopDirectory, currency });
    this.rates = rates;
    const warning = describeUnpriced(unpriced, currency);
    if (warning) this.#logger.warn(warning);
  }
}
