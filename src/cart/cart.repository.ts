import { Injectable } from '@nestjs/common';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import {
  reservedLines,
  purchasedLines,
  markRemovedFromCart,
} from '../orders/cart-orders.repository.js';
import { type LineQuantity, type CartItem, MAX_QUANTITY, withoutPurchased } from './domain/cart.js';

export interface StoredCart {
  items: CartItem[];
  /** Copies that an open order from this cart has reserved. */
  reserved: LineQuantity[];
}

type Change = (items: CartItem[]) => CartItem[];
type Reader = Pick<WriteTransaction, 'cart' | 'order'>;

const ITEM = {
  bookId: true,
  quantity: true,
  acceptedUnitMinor: true,
  lastAddedAt: true,
  lastAddedQuantity: true,
} as const;

/**
 * Reads a cart without the lines of its paid orders. They are subtracted when the cart is read, so that no
 * event has to arrive for the cart to be correct, and a visit writes nothing.
 */
@Injectable()
export class CartRepository {
  constructor(private readonly database: DatabaseService) {}

  read(id: string): Promise<StoredCart> {
    return readCart(this.database.reader, id);
  }

  /** Reads in the write queue, after all earlier changes. Required before a charge. */
  readLatest(id: string): Promise<StoredCart> {
    return this.database.write((tx) => readCart(tx, id));
  }

  /** Throws a RangeError, and writes nothing, if a quantity exceeds MAX_QUANTITY. */
  async change(id: string, change: Change): Promise<void> {
    await this.database.write(async (tx) => {
      const { items } = await readCart(tx, id);
      const changed = change(items);
      if (changed.some(({ quantity }) => quantity > MAX_QUANTITY)) {
        throw new RangeError(`More than ${MAX_QUANTITY} copies`);
      }
      await markRemovedFromCart(tx, id);
      await tx.cart.upsert({
        where: { id },
        create: { id },
        update: { updatedAt: new Date() },
      });
      // fail-point: cart-half-changed
      const remaining = changed.map(({ bookId }) => bookId);
      await tx.cartItem.deleteMany({ where: { cartId: id, bookId: { notIn: remaining } } });
      for (const item of changed) {
        const where = { cartId_bookId: { cartId: id, bookId: item.bookId } };
        await tx.cartItem.upsert({ where, create: { ...item, cartId: id }, update: item });
      }
    });
  }
}

async function readCart(reader: Reader, id: string): Promise<StoredCart> {
  const cart = await reader.cart.findUnique({
    where: { id },
    select: {
      items: { select: ITEM, orderBy: [{ addedAt: 'asc' }, { bookId: 'asc' }] },
    },
  });
  if (!cart) return { items: [], reserved: [] };
  const items = withoutPurchased(cart.items, await purchasedLines(reader, id));
  return { items, reserved: await reservedLines(reader, id) };
}
