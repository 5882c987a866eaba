import { Controller, Get, Param, Render } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { ShopProblem } from '../common/problem.js';
import { toBookView, toCatalogView } from './book.view.js';
import { BookQueries } from './book.queries.js';

@Controller()
export class CatalogController {
  constructor(
    private readonly books: BookQueries,
    private readonly config: Config,
  ) {}

  @Get()
  @Render('catalog/index')
  async index() {
    return toCatalogView(await this.books.listForSale(), this.publicUrl);
  }

  @Get('books/:slug')
  @Render('catalog/show')
  async show(@Param('slug') slug: string) {
    const book = await this.books.findBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    return toBookView(book, this.publicUrl);
  }

  private get publicUrl(): string {
    return this.config.get('publicUrl', { infer: true });
  }
}
