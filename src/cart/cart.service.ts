import { Injectable } from '@nestjs/common';
import type { Book } from '../catalog/domain/book.js';
import { BookQueries } from '../catalog/book.queries.js';
import { ShopProblem } from '../common/problem.js';
import { TaxService } from '../tax/tax.service.js';
import { withAddition, withQuantity } from './domain/cart-changes.js';
import { CartRepository, type StoredCart } from './cart.repository.js';
import {
  type Cart,
  type CartItem,
  copiesToOrder,
  requiresConsent,
  toLines,
} from './domain/cart.js';

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
    await this.change(id, (items) => withAddition(items, book, addition));
  }

  /** Zero removes the book. Resolves to the quantity before. Throws `too-many-copies`. */
  async setQuantity(id: string, slug: string, quantity: number): Promise<number> {
    const book = await this.bookFor(slug);
    let before = 0;
    await this.change(id, (items) => {
      before = items.find(({ bookId }) => bookId === book.id)?.quantity ?? 0;
      return withQuantity(items, book, quantity);
    });
    return before;
  }

  /**
   * `shown`: the cart that the shopper has seen; its prices are accepted. `chosen`: quantities by slug.
   * Books that are not in the cart are ignored. False if nothing had to be changed.
   */
  async setQuantities(
    id: string,
    shown: Cart,
    chosen: ReadonlyMap<string, number>,
  ): Promise<boolean> {
    const changed = shown.lines.flatMap(({ book, quantity: before }) => {
      const quantity = chosen.get(book.slug) ?? before;
      return quantity === before ? [] : [{ book, quantity }];
    });
    if (changed.length === 0) return false;
    await this.change(id, (items) =>
      changed
        .filter(({ book }) => items.some(({ bookId }) => bookId === book.id))
        .reduce((all, { book, quantity }) => withQuantity(all, book, quantity), items),
    );
    return true;
  }

  /** Stores the prices of this cart as accepted by the shopper. False if they already are. */
  async acceptPrices(id: string, cart: Cart): Promise<boolean> {
    if (!requiresConsent(cart)) return false;
    const prices = new Map(cart.lines.map(({ book }) => [book.id, book.price.minor]));
    await this.change(id, (items) =>
      items.map((item) => ({
        ...item,
        acceptedUnitMinor: prices.get(item.bookId) ?? item.acceptedUnitMinor,
      })),
    );
    return true;
  }

  private async withBooks({ items, reserved, ordersInPayment }: StoredCart): Promise<ShopperCart> {
    const books = await this.books.findByIds(items.map(({ bookId }) => bookId));
    const taxation = this.taxes.taxation();
    return { ordersInPayment, lines: toLines(items, books, reserved), taxation };
  }

  private async bookFor(slug: string): Promise<Book> {
    const book = await this.books.findBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    return book;
  }

  private async change(id: string, change: (items: CartItem[]) => CartItem[]): Promise<void> {
    try {
      await this.carts.change(id, change);
    } catch (cause) {
      if (cause instanceof RangeError) throw new ShopProblem('too-many-copies', { cause });
      throw cause;
    }
    await Promise.all(this.#listeners.map((listener) => listener(id)));
  }
}
