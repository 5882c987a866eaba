import { Module } from '@nestjs/common';
import { BookQueries } from './book.queries.js';
import { CatalogVersionRepository } from './catalog-version.repository.js';
import { CatalogController } from './catalog.controller.js';
import { DiscoveryController } from './discovery.controller.js';
import { ReservingOrderService } from './reserving-order.service.js';
import { ShopCurrencyService } from './shop-currency.service.js';
import { StockRepository } from './stock.repository.js';

@Module({
  controllers: [CatalogController, DiscoveryController],
  providers: [
    BookQueries,
    CatalogVersionRepository,
    ReservingOrderService,
    ShopCurrencyService,
    StockRepository,
  ],
  exports: [BookQueries, ReservingOrderService, StockRepository],
})
export class CatalogModule {}
