import { Injectable } from '@nestjs/common';
import type { Book } from '../catalog/domain/book.js';
import { BookQueries } from '../catalog/book.queries.js';
import { ShopProblem } from '../common/problem.js';
import { TaxService } from '../tax/tax.service.js';
import {
  type Change,
  type Chosen,
  copiesOf,
  isOtherThan,
  withAccepted,
  withAddition,
  withChosen,
  withQuantity,
} from './domain/cart-changes.js';
import { CartRepository, type StoredCart } from './cart.repository.js';
import { type Cart, copiesToOrder, requiresConsent } from './domain/cart.js';
import { toLines } from './domain/cart-lines.js';

export interface ShopperCart extends Cart {
  /** The ids of orders whose lines have left the cart because they are on their way to be paid. */
  ordersInPayment: string[];
}

@Injectable()
export class CartService {
  readonly #listeners: ((cartId: string) => Promise<void>)[] = [];

  constructor(
    private readonly carts: CartRepository,
    private readonly books: BookQueries,
    private readonly taxes: TaxService,
  ) {}

  /** `listener` is awaited after each change, and must not throw. */
  onChange(listener: (cartId: string) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  async read(id: string): Promise<ShopperCart> {
    return this.withBooks(await this.carts.read(id));
  }

  /** As `read`, after all earlier changes: for a checkout. */
  async readLatest(id: string): Promise<ShopperCart> {
    return this.withBooks(await this.carts.readLatest(id));
  }

  async count(id: string): Promise<number> {
    return copiesToOrder(await this.read(id));
  }

  /** Null if there is no such book. */
  async titleOf(slug: unknown): Promise<string | null> {
    const book = typeof slug === 'string' ? await this.books.findBySlug(slug) : null;
    return book?.title ?? null;
  }

  /** Adds to the quantity in the cart, once if it comes twice. Throws `too-many-copies`. */
  async add(id: string, slug: string, quantity: number): Promise<void> {
    const addition = { quantity, at: new Date() };
    const book = await this.bookFor(slug);
    if (!book.isForSale) throw new ShopProblem('book-withdrawn');
    await this.change(id, (before) => withAddition(before, book, addition));
  }

  /** Zero removes the book. Resolves to the quantity before. Throws `too-many-copies`. */
  async setQuantity(id: string, slug: string, quantity: number): Promise<number> {
    const book = await this.bookFor(slug);
    let copies = 0;
    await this.change(id, (before) => {
      copies = copiesOf(book.id, before.items);
      return withQuantity(before, book, quantity);
    });
    return copies;
  }

  /** `shown`: the cart that the shopper has seen. False if nothing had to be changed. */
  async keepChosen(id: string, shown: Cart, chosen: Chosen): Promise<boolean> {
    if (!isOtherThan(chosen, shown)) return false;
    await this.change(id, (before) => withChosen(before, shown, chosen));
    return true;
  }

  /** Likewise, and accepts the prices of that cart, for a checkout. */
  async accept(id: string, shown: Cart, chosen: Chosen): Promise<boolean> {
    if (!requiresConsent(shown)) return this.keepChosen(id, shown, chosen);
    await this.change(id, (before) => withChosen(withAccepted(before, shown), shown, chosen));
    return true;
  }

  private async withBooks({ items, reserved, ...stored }: StoredCart): Promise<ShopperCart> {
    const books = await this.books.findByIds(items.map(({ bookId }) => bookId));
    const taxation = this.taxes.taxation();
    return { ...stored, lines: toLines(items, books, reserved), taxation };
  }

  private async bookFor(slug: string): Promise<Book> {
    const book = await this.books.findBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    return book;
  }

  private async change(id: string, change: Change): Promise<void> {
    try {
      await this.carts.change(id, change);
    } catch (cause) {
      if (cause instanceof RangeError) throw new ShopProblem('too-many-copies', { cause });
      throw cause;
    }
    await Promise.all(this.#listeners.map((listener) => listener(id)));
  }
}
