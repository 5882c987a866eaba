import type { Order } from '../orders/domain/order.js';
import type { OrderQueries } from '../orders/order.queries.js';
import { UsageError } from './command-result.js';

/** Throws a UsageError when there is no such order. */
export async function findOrder(queries: OrderQueries, number: number): Promise<Order> {
  const order = await queries.find({ number });
  if (!order)
    throw new UsageError(`There is no order ${number}. The newest: npm run orders -- list`);
  return order;
}
