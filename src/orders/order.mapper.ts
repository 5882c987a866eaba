import { CURRENCIES } from '../money/currency.js';
import { money, type Money } from '../money/money.js';
import { STRIPE_MODES } from '../payments/payment.js';
import { LEDGER_KINDS } from './domain/ledger.js';
import { ORDER_STATES } from './domain/order-state.js';
import { type Order, TRIGGERS } from './domain/order.js';

interface LineRow {
  bookId: number;
  slug: string;
  title: string;
  author: string;
  unitPriceMinor: number;
  quantity: number;
}

interface LedgerRow {
  kind: string;
  stripeId: string;
  amountMinor: number;
  currency: string;
}

interface TimelineRow {
  event: string;
  state: string;
  trigger: string;
  detail: string | null;
  at: Date;
}

export interface OrderRow {
  id: string;
  number: number;
  token: string;
  state: string;
  origin: string;
  cartId: string | null;
  currency: string;
  totalMinor: number;
  email: string | null;
  createAttempt: number;
  stripeMode: string;
  stripeAccount: string;
  paymentIntentId: string | null;
  reason: string | null;
  placedAt: Date;
  paidAt: Date | null;
  lines: LineRow[];
  ledger: LedgerRow[];
  timeline: TimelineRow[];
}

/** What a row needs for `toOrder`. */
export const ORDER_INCLUDE = {
  lines: { orderBy: { id: 'asc' } },
  ledger: { orderBy: { id: 'asc' } },
  timeline: { orderBy: { id: 'asc' } },
} as const;

/** The database's row as the domain's order. Throws when a row holds what this code never wrote. */
export function toOrder(row: OrderRow): Order {
  const { currency, totalMinor, stripeMode, stripeAccount, lines, timeline, ...rest } = row;
  return {
    ...rest,
    state: known('order state', ORDER_STATES, row.state),
    total: toMoney(totalMinor, currency),
    stripeAccount: { mode: known('Stripe mode', STRIPE_MODES, stripeMode), account: stripeAccount },
    lines: lines.map(({ unitPriceMinor, ...line }) => ({
      ...line,
      unitPrice: toMoney(unitPriceMinor, currency),
    })),
    ledger: row.ledger.map(({ kind, stripeId, amountMinor, currency: received }) => ({
      kind: known('ledger entry', LEDGER_KINDS, kind),
      stripeId,
      amountMinor,
      currency: received,
    })),
    timeline: timeline.map((entry) => ({
      ...entry,
      state: known('order state', ORDER_STATES, entry.state),
      trigger: known('timeline trigger', TRIGGERS, entry.trigger),
    })),
  };
}

function toMoney(minor: number, currency: string): Money {
  return money(minor, known('currency', CURRENCIES, currency));
}

/** Throws unless it is one of those. */
function known<T extends string>(what: string, all: readonly T[], value: string): T {
  const found = all.find((each) => each === value);
  if (found === undefined) throw new Error(`The database holds an unknown ${what}: ${value}`);
  return found;
}
