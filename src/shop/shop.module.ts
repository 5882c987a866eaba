import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { readShop } from './read-shop.js';
import { Shop } from './shop.js';

const shop = {
  provide: Shop,
  inject: [Config],
  useFactory: (config: Config) =>
    readShop({
      shopDirectory: config.get('shopDirectory', { infer: true }),
      nodeEnv: config.get('nodeEnv', { infer: true }),
    }),
};

@Global()
@Module({ providers: [shop], exports: [Shop] })
export class ShopModule {}
