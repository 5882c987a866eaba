import { isCurrency } from '../money/currency.js';
import { money, type Money } from '../money/money.js';
import { isLedgerKind, type LedgerEntry } from './domain/ledger.js';
import { isOrderState, type OrderState } from './domain/order-state.js';
import type { Order, Source } from './domain/order.js';

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
  source: string;
  detail: string | null;
  at: Date;
}

export interface OrderRow {
  id: string;
  number: number;
  token: string;
  state: string;
  source: string;
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

/** The database's row as the domain's order. Throws when a row holds what this code never wrote. */
export function toOrder(row: OrderRow): Order {
  const { currency, totalMinor, stripeMode, stripeAccount, lines, timeline, ...rest } = row;
  return {
    ...rest,
    state: toState(row.state),
    total: toMoney(totalMinor, currency),
    home: { mode: stripeMode as Order['home']['mode'], account: stripeAccount },
    lines: lines.map(({ unitPriceMinor, ...line }) => ({
      ...line,
      unitPrice: toMoney(unitPriceMinor, currency),
    })),
    ledger: row.ledger.map(toLedgerEntry),
    timeline: timeline.map((entry) => ({
      ...entry,
      state: toState(entry.state),
      source: entry.source as Source,
    })),
  };
}

function toLedgerEntry({ kind, stripeId, amountMinor, currency }: LedgerRow): LedgerEntry {
  if (!isLedgerKind(kind)) throw new Error(`The database holds an unknown ledger entry: ${kind}`);
  return { kind, stripeId, amountMinor, currency };
}

function toMoney(minor: number, currency: string): Money {
  if (!isCurrency(currency)) throw new Error(`The database holds an unknown currency: ${currency}`);
  return money(minor, currency);
}

function toState(state: string): OrderState {
  if (!isOrderState(state)) throw new Error(`The database holds an unknown order state: ${state}`);
  return state;
}
