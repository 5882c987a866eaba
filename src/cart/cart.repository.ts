import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { fromSqlTime, type Sql, toSqlTime } from '../database/sql.js';
import {
  markRemovedFromCart,
  type OrderInPayment,
  ordersOfCart,
  reservedLines,
} from '../orders/cart-orders.repository.js';
import { type Change, type Contents, withInPayment } from './domain/cart-changes.js';
import {
  type LineQuantity,
  type CartItem,
  MAX_QUANTITY,
  withoutPurchased,
} from './domain/cart-lines.js';

export interface StoredCart extends Contents {
  /** Copies that open orders of the shopper have reserved. */
  reserved: LineQuantity[];
  /** The ids of the orders whose lines are left out because they are on their way to be paid. */
  ordersInPayment: string[];
}

interface Items {
  stored: CartItem[];
  /** Not purchased. */
  owned: CartItem[];
  /** Without those on their way to be paid. */
  visible: CartItem[];
  inPayment: OrderInPayment[];
}

type ItemRow = Omit<CartItem, 'lastAddedAt'> & { lastAddedAt: string | null };

const ITEMS = `SELECT "bookId", "quantity", "acceptedUnitMinor", "lastAddedAt", "lastAddedQuantity"
  FROM "CartItem" WHERE "cartId" = ? ORDER BY "addedAt", "bookId"`;

const SAVE_CART = `INSERT INTO "Cart" ("id", "createdAt", "updatedAt") VALUES (?, ?, ?)
  ON CONFLICT ("id") DO UPDATE SET "updatedAt" = excluded."updatedAt"`;

const SAVE_ITEM = `INSERT INTO "CartItem"
  ("cartId", "bookId", "addedAt", "quantity", "acceptedUnitMinor", "lastAddedAt", "lastAddedQuantity")
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT ("cartId", "bookId") DO UPDATE SET "quantity" = excluded."quantity",
    "acceptedUnitMinor" = excluded."acceptedUnitMinor", "lastAddedAt" = excluded."lastAddedAt",
    "lastAddedQuantity" = excluded."lastAddedQuantity"`;

const REMOVE_ITEM = 'DELETE FROM "CartItem" WHERE "cartId" = ? AND "bookId" = ?';

/**
 * Reads a cart without the lines of its paid orders, and of those on their way to be paid. They are
 * subtracted when the cart is read, so that no event has to arrive for the cart to be correct, and a visit
 * writes nothing. Copies on their way to be paid stay stored.
 */
@Injectable()
export class CartRepository {
  constructor(private readonly database: DatabaseService) {}

  read(id: string): Promise<StoredCart> {
    return readCart(this.database.sql, id);
  }

  /** Reads in the write queue, after all earlier changes. Required before a charge. */
  readLatest(id: string): Promise<StoredCart> {
    return this.database.writeSql((sql) => readCart(sql, id), id);
  }

  /** Throws a RangeError, and writes nothing, if a quantity exceeds MAX_QUANTITY. */
  async change(id: string, change: Change): Promise<void> {
    await this.database.writeSql(async (sql) => {
      const before = await readItems(sql, id);
      const { items } = change({ items: before.visible });
      const changed = withInPayment(items, before);
      if (changed.some(({ quantity }) => quantity > MAX_QUANTITY)) {
        throw new RangeError(`More than ${MAX_QUANTITY} copies`);
      }
      // Also of an empty cart: what is added now was not bought by an order that is paid already.
      await markRemovedFromCart(sql, id);
      const now = toSqlTime(new Date());
      await sql.run(SAVE_CART, id, now, now);
      // fail-point: cart-half-changed
      for (const { bookId } of before.stored) {
        if (!changed.some((item) => item.bookId === bookId)) await sql.run(REMOVE_ITEM, id, bookId);
      }
      for (const item of changed) {
        if (!before.stored.some((stored) => isSame(stored, item))) await saveItem(sql, id, item);
      }
    }, id);
  }
}

async function saveItem(sql: Sql, cartId: string, item: CartItem): Promise<void> {
  const { bookId, quantity, acceptedUnitMinor, lastAddedAt, lastAddedQuantity = null } = item;
  const addedAt = toSqlTime(new Date());
  const lastAdded = [lastAddedAt ? toSqlTime(lastAddedAt) : null, lastAddedQuantity];
  await sql.run(SAVE_ITEM, cartId, bookId, addedAt, quantity, acceptedUnitMinor, ...lastAdded);
}

function isSame(stored: CartItem, item: CartItem): boolean {
  return (
    stored.bookId === item.bookId &&
    stored.quantity === item.quantity &&
    stored.acceptedUnitMinor === item.acceptedUnitMinor &&
    // Also where as many copies are added as were bought: the quantity that is stored is the same then.
    stored.lastAddedAt?.getTime() === item.lastAddedAt?.getTime()
  );
}

async function readCart(sql: Sql, id: string): Promise<StoredCart> {
  const { visible: items, inPayment } = await readItems(sql, id);
  const reserved = items.length > 0 ? await reservedLines(sql, id) : [];
  return { items, reserved, ordersInPayment: inPayment.map((order) => order.id) };
}

async function readItems(sql: Sql, id: string): Promise<Items> {
  const rows = await sql.all<ItemRow>(ITEMS, id);
  if (rows.length === 0) return { stored: [], owned: [], visible: [], inPayment: [] };
  const stored = rows.map((row) => ({
    ...row,
    lastAddedAt: row.lastAddedAt === null ? null : fromSqlTime(row.lastAddedAt),
  }));
  const { purchased, inPayment } = await ordersOfCart(sql, id);
  const owned = withoutPurchased(stored, purchased);
  const visible = withoutPurchased(
    owned,
    inPayment.flatMap(({ lines }) => lines),
  );
  return { stored, owned, visible, inPayment };
}
