import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { BookRepository } from './book.repository.js';
import type { Book } from './domain/book.js';

@Injectable()
export class CatalogService implements OnApplicationBootstrap {
  constructor(
    private readonly books: BookRepository,
    private readonly config: Config,
  ) {}

  /** A price in another currency must never be read as one in ours: then the shop does not open. */
  async onApplicationBootstrap() {
    const currency = this.config.get('currency', { infer: true });
    const strangers = await this.books.inOtherCurrencies(currency);
    if (strangers.length === 0) return;
    throw new Error(
      `This shop sells in ${currency}, but these books have prices in another currency: ` +
        `${strangers.join(', ')}. Set CURRENCY to theirs, or correct prisma/books.json and run npm run seed.`,
    );
  }

  listForSale(): Promise<Book[]> {
    return this.books.listForSale();
  }

  /** Withdrawn ones too: their page says so. */
  findBySlug(slug: string): Promise<Book | null> {
    return this.books.findBySlug(slug);
  }
}
