import { Module } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { Shop } from '../shop.js';
import { ShopPagesController } from './shop-pages.controller.js';
import { readShopPages, ShopPages } from './shop-pages.js';

const shopPages = {
  provide: ShopPages,
  inject: [Config, Shop],
  useFactory: (config: Config, shop: Shop) =>
    readShopPages(config.get('shopDirectory', { infer: true }), shop),
};

@Module({ controllers: [ShopPagesController], providers: [shopPages] })
export class ShopPagesModule {}
