import { Module } from '@nestjs/common';
import { BookRepository } from './book.repository.js';
import { CatalogController } from './catalog.controller.js';
import { CatalogService } from './catalog.service.js';
import { StockRepository } from './stock.repository.js';

@Module({
  controllers: [CatalogController],
  providers: [CatalogService, BookRepository, StockRepository],
  exports: [CatalogService, StockRepository],
})
export class CatalogModule {}
