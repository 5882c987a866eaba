import { Controller, Get, Param, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Config } from '../config/config.module.js';
import { ShopProblem } from '../common/problem.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { PublicPage } from '../web/page-cache/public-page.js';
import { markPrivate } from '../web/security/security-headers.js';
import { knownShopperId } from '../web/shopper-session.js';
import { HOME_COUNT, HOME_SUBJECTS, toBookView, toCatalogView } from './book.view.js';
import { canBuy } from './domain/book.js';
import { BookQueries } from './book.queries.js';
import { BookListsQueries } from './lists/book-lists.queries.js';
import { ReservingOrderService } from './reserving-order.service.js';

const OTHERS_COUNT = 3;

@Controller()
export class CatalogController {
  constructor(
    private readonly books: BookQueries,
    private readonly lists: BookListsQueries,
    private readonly reservingOrders: ReservingOrderService,
    private readonly config: Config,
    private readonly delivery: DeliveryService,
  ) {}

  @Get()
  @PublicPage()
  @Render('catalog/index')
  async index() {
    const [books, subjects] = await Promise.all([
      this.books.firstOnShelf(HOME_COUNT),
      this.lists.largestSubjects(HOME_SUBJECTS),
    ]);
    return toCatalogView(books, subjects, this.publicUrl);
  }

  @Get('books/:slug')
  @PublicPage()
  @Render('catalog/show')
  async show(
    @Param('slug') slug: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const book = await this.books.findDetailsBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    const hint = this.delivery.hint();
    if (canBuy(book)) return toBookView(book, this.publicUrl, { hint });
    response.vary('Cookie');
    const reserving = await this.reservingOrders.find(knownShopperId(request), book.id);
    if (reserving) markPrivate(response);
    const others = reserving ? [] : await this.books.firstInStock(OTHERS_COUNT);
    return toBookView(book, this.publicUrl, { others, reserving, hint });
  }

  private get publicUrl(): string {
    return this.config.get('publicUrl', { infer: true });
  }
}
