import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { EnvError } from '../config/env-error.js';
import { BookQueries } from './book.queries.js';

const MAX_NAMED = 10;

@Injectable()
export class ShopCurrencyService implements OnApplicationBootstrap {
  constructor(
    private readonly books: BookQueries,
    private readonly config: Config,
  ) {}

  /** Prevents the startup if a book is priced in another currency. */
  async onApplicationBootstrap(): Promise<void> {
    const currency = this.config.get('currency', { infer: true });
    const mispriced = await this.books.inOtherCurrencies(currency, MAX_NAMED + 1);
    if (mispriced.length === 0) return;
    const named = mispriced.slice(0, MAX_NAMED).map((book) => `${book.slug} (${book.currency})`);
    const list = named.join(', ') + (mispriced.length > MAX_NAMED ? ' and others' : '');
    const remedy = `set it to theirs, or give their prices in ${currency} in a books file and run: npm run seed -- FILE`;
    const message = `is ${currency}, but these books are priced in another currency: ${list}. Either ${remedy}`;
    throw new EnvError([{ variable: 'CURRENCY', message }]);
  }
}
