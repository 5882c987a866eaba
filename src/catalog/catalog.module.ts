import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { BookQueries } from './book.queries.js';
import { CatalogVersionRepository } from './catalog-version.repository.js';
import { CatalogController } from './catalog.controller.js';
import { DiscoveryController } from './discovery.controller.js';
import { DiscoveryQueries } from './discovery.queries.js';
import { BookListsController } from './lists/book-lists.controller.js';
import { BookListsQueries } from './lists/book-lists.queries.js';
import { BookListsService } from './lists/book-lists.service.js';
import { BookSearch } from './search/book-search.js';
import { FullTextSearch } from './search/full-text-search.repository.js';
import { ReservingOrderService } from './reserving-order.service.js';
import { ShopCurrencyService } from './shop-currency.service.js';
import { StockRepository } from './stock.repository.js';
import { StockService } from './stock.service.js';

@Module({
  imports: [DeliveryModule],
  controllers: [CatalogController, BookListsController, DiscoveryController],
  providers: [
    { provide: BookSearch, useClass: FullTextSearch },
    BookListsQueries,
    BookListsService,
    BookQueries,
    CatalogVersionRepository,
    DiscoveryQueries,
    ReservingOrderService,
    ShopCurrencyService,
    StockRepository,
    StockService,
  ],
  exports: [BookQueries, ReservingOrderService, StockRepository, StockService],
})
export class CatalogModule {}
