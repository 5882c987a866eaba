import { Injectable } from '@nestjs/common';
import type { Taxation } from './domain/taxed-offer.js';
import { TaxSettings } from './tax-settings.js';

/** How the shop's offers are taxed. */
@Injectable()
export class TaxService {
  constructor(private readonly settings: TaxSettings) {}

  /** Of now. Null if the shop collects no tax. */
  taxation(): Taxation | null {
    const { rules, home } = this.settings;
    return rules.regions.length === 0 ? null : { rules, home, at: new Date() };
  }
}
