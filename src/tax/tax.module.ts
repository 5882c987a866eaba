import { Module } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { Shop } from '../shop/shop.js';
import { TaxSettings } from './tax-settings.js';
import { TaxService } from './tax.service.js';

const settings = {
  provide: TaxSettings,
  inject: [Config, Shop],
  useFactory: (config: Config, shop: Shop) =>
    TaxSettings.read(config.get('shopDirectory', { infer: true }), shop),
};

@Module({ providers: [TaxService, settings], exports: [TaxService] })
export class TaxModule {}
