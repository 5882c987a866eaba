import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { EnvError } from '../config/env-error.js';
import { BookQueries } from './book.queries.js';

@Injectable()
export class ShopCurrencyService implements OnApplicationBootstrap {
  constructor(
    private readonly books: BookQueries,
    private readonly config: Config,
  ) {}

  /** A price in another currency must never be read as one in ours: then the shop does not open. */
  async onApplicationBootstrap(): Promise<void> {
    const currency = this.config.get('currency', { infer: true });
    const strangers = await this.books.inOtherCurrencies(currency);
    if (strangers.length === 0) return;
    const list = strangers.map((book) => `${book.slug} (${book.currency})`).join(', ');
    const cure = `set it to theirs, or give their prices in ${currency} in prisma/books.json and run: npm run seed`;
    const message = `is ${currency}, but these books are priced in another currency: ${list}. Either ${cure}`;
    throw new EnvError([{ variable: 'CURRENCY', message }]);
  }
}
