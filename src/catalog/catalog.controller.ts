import { Controller, Get, Param, Render } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { ShopProblem } from '../common/problem.js';
import { toBookView, toCatalogView } from './book.view.js';
import { canBuy } from './domain/book.js';
import { BookQueries } from './book.queries.js';

const OTHERS_COUNT = 3;

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
    const others = canBuy(book) ? [] : await this.books.findOthersInStock(slug, OTHERS_COUNT);
    return toBookView(book, this.publicUrl, others);
  }

  private get publicUrl(): string {
    return this.config.get('publicUrl', { infer: true });
  }
}
