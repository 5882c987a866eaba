import type { Prisma } from '../database/generated/client.js';
import { STRIPE_MODES } from '../payments/payment.js';
import type { Offer } from '../pricing/offer.js';
import { TAX_CATEGORIES } from '../pricing/tax.js';
import { taxFromJson, taxToJson } from '../tax/domain/tax-json.js';
import { LEDGER_KINDS } from './domain/ledger.js';
import { ORDER_STATES } from './domain/order-state.js';
import { type Order, TRIGGERS } from './domain/order.js';
import { oneOf, toMoney } from '../database/known-values.js';
import { splitDelivery, toDeliveryColumns } from './order-delivery.mapper.js';

/** The relations that `toOrder` needs. */
export const ORDER_INCLUDE = {
  lines: { orderBy: { id: 'asc' } },
  ledger: { orderBy: { id: 'asc' } },
  timeline: { orderBy: { id: 'asc' } },
} as const;

export type OrderRow = Prisma.OrderGetPayload<{ include: typeof ORDER_INCLUDE }>;

/** Throws if a column holds an unknown value. */
export function toOrder(row: OrderRow): Order {
  const { currency, totalMinor, stripeMode, stripeAccount, lines, timeline, ...columns } = row;
  const [delivery, rest] = splitDelivery(columns, currency);
  return {
    ...rest,
    delivery,
    state: oneOf('order state', ORDER_STATES, row.state),
    total: toMoney(totalMinor, currency),
    stripeAccount: { mode: oneOf('Stripe mode', STRIPE_MODES, stripeMode), account: stripeAccount },
    tax: row.tax === null ? null : taxFromJson(row.tax, toMoney(totalMinor, currency).currency),
    lines: lines.map(({ unitPriceMinor, taxCategory, ...line }) => ({
      ...line,
      unitPrice: toMoney(unitPriceMinor, currency),
      taxCategory: oneOf('tax category', TAX_CATEGORIES, taxCategory ?? 'book'),
    })),
    ledger: row.ledger.map(({ kind, stripeId, amountMinor, currency: received }) => ({
      kind: oneOf('ledger entry', LEDGER_KINDS, kind),
      stripeId,
      amountMinor,
      currency: received,
    })),
    timeline: timeline.map((entry) => ({
      ...entry,
      state: oneOf('order state', ORDER_STATES, entry.state),
      trigger: oneOf('timeline trigger', TRIGGERS, entry.trigger),
    })),
  };
}

/** The inverse of `toOrder` for the parts of the price. `reserved`: of each line. */
export function toOfferColumns(
  { lines, delivery, tax, total }: Offer,
  reserved: readonly number[] = [],
) {
  return {
    ...toDeliveryColumns(delivery),
    currency: total.currency,
    totalMinor: total.minor,
    tax: tax && taxToJson(tax),
    lines: lines.map(({ unitPrice, ...line }, at) => ({
      ...line,
      unitPriceMinor: unitPrice.minor,
      reserved: reserved[at] ?? 0,
    })),
  };
}
