import { Module } from '@nestjs/common';
import { BookRepository } from './book.repository.js';
import { CatalogController } from './catalog.controller.js';
import { CatalogService } from './catalog.service.js';

@Module({
  controllers: [CatalogController],
  providers: [CatalogService, BookRepository],
  exports: [CatalogService],
})
export class CatalogModule {}
