import { Injectable } from '@nestjs/common';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import {
  ordersInPayment,
  reservedLines,
  purchasedLines,
  markRemovedFromCart,
} from '../orders/cart-orders.repository.js';
import { withInPayment } from './domain/cart-changes.js';
import { type LineQuantity, type CartItem, MAX_QUANTITY, withoutPurchased } from './domain/cart.js';

export interface StoredCart {
  items: CartItem[];
  /** Copies that open orders of the shopper have reserved. */
  reserved: LineQuantity[];
  /** The ids of the orders whose lines are left out because they are on their way to be paid. */
  ordersInPayment: string[];
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
 * Reads a cart without the lines of its paid orders, and of those on their way to be paid. They are
 * subtracted when the cart is read, so that no event has to arrive for the cart to be correct, and a visit
 * writes nothing. Copies on their way to be paid stay stored.
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
      const before = await readItems(tx, id);
      const changed = withInPayment(change(before.visible), before);
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
  const { visible: items, inPayment } = await readItems(reader, id);
  const reserved = items.length > 0 ? await reservedLines(reader, id) : [];
  return { items, reserved, ordersInPayment: inPayment.map((order) => order.id) };
}

/** `owned`: the items that were not purchased. `visible`: without those on their way to be paid. */
async function readItems(reader: Reader, id: string) {
  const cart = await reader.cart.findUnique({
    where: { id },
    select: {
      items: { select: ITEM, orderBy: [{ addedAt: 'asc' }, { bookId: 'asc' }] },
    },
  });
  if (!cart) return { owned: [], visible: [], inPayment: [] };
  const owned = withoutPurchased(cart.items, await purchasedLines(reader, id));
  const inPayment = await ordersInPayment(reader, id);
  const visible = withoutPurchased(
    owned,
    inPayment.flatMap(({ lines }) => lines),
  );
  return { owned, visible, inPayment };
}
