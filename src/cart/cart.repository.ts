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
  /** Copies that an open order from this cart has taken off the shelf for it. */
  reserved: LineQuantity[];
}

type Change = (items: CartItem[]) => CartItem[];
type Reading = Pick<WriteTransaction, 'cart' | 'order'>;

const ITEM = { bookId: true, quantity: true, acceptedUnitMinor: true } as const;

/**
 * The cart less what was bought from it. Which orders those are, the orders themselves say: no event
 * has to arrive for a cart to be right, and a visit writes nothing.
 */
@Injectable()
export class CartRepository {
  constructor(private readonly database: DatabaseService) {}

  read(id: string): Promise<StoredCart> {
    return readFrom(this.database.reader, id);
  }

  /** Between two changes, never in the middle of one: for what will cost money. */
  readLatest(id: string): Promise<StoredCart> {
    return this.database.write((tx) => readFrom(tx, id));
  }

  /** Throws a RangeError when the change asks for more than ten copies: nothing is written. */
  async change(id: string, change: Change): Promise<void> {
    await this.database.write(async (tx) => {
      const { items } = await readFrom(tx, id);
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
      const stay = changed.map(({ bookId }) => bookId);
      await tx.cartItem.deleteMany({ where: { cartId: id, bookId: { notIn: stay } } });
      for (const item of changed) {
        const where = { cartId_bookId: { cartId: id, bookId: item.bookId } };
        await tx.cartItem.upsert({ where, create: { ...item, cartId: id }, update: item });
      }
    });
  }
}

async function readFrom(from: Reading, id: string): Promise<StoredCart> {
  const cart = await from.cart.findUnique({
    where: { id },
    select: {
      items: { select: ITEM, orderBy: [{ addedAt: 'asc' }, { bookId: 'asc' }] },
    },
  });
  if (!cart) return { items: [], reserved: [] };
  const items = withoutPurchased(cart.items, await purchasedLines(from, id));
  return { items, reserved: await reservedLines(from, id) };
}
