import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { isDatabaseBusy } from '../database/is-database-busy.js';
import type { AfterSale, Payment } from '../payments/domain/payment.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { type Freshness, PaymentWatch } from '../payments/payment-watch.service.js';
import { ShopProblem } from '../problem/problem.js';
import { isSettled, nextState } from './domain/order-state.js';
import { isAtHome, type Order, type Source, type Standing } from './domain/order.js';
import { type Happening, readPayment } from './domain/read-payment.js';
import { AfterSaleRepository } from './after-sale.repository.js';
import { type AlsoWrite, OrderRepository } from './order.repository.js';

export interface Current {
  order: Order;
  standing: Standing;
}

export interface Settled extends Current {
  /** What Stripe said of its PaymentIntent; null when Stripe was not asked or has none. */
  payment: Payment | null;
}

export interface AfterSaleSettled {
  order: Order;
  /**
   * What Stripe said, of which the order's ledger has everything, and nothing newer. Null when Stripe
   * was not asked, or when somebody else wrote the ledger meanwhile, who may have heard more.
   */
  applied: AfterSale | null;
}

interface Heard {
  happening: Happening | null;
  standing: Standing;
  payment: Payment | null;
}

const NOTHING: Heard = { happening: null, standing: 'known', payment: null };
const ELSEWHERE: Heard = { ...NOTHING, standing: 'elsewhere' };

/** Its own account says that there is no such payment: test data was deleted. Nobody can pay it. */
const PAYMENT_GONE: Happening = {
  event: 'payment_canceled',
  reason: 'Stripe no longer knows this payment.',
  received: null,
};

/**
 * Brings an order in line with its payment at Stripe. Whoever calls, Stripe is asked for the payment's
 * present state, and the order moves by a conditional update: the first wins, the rest change nothing.
 */
@Injectable()
export class SettlementService {
  readonly #logger = new Logger(SettlementService.name);

  constructor(
    private readonly database: Database,
    private readonly orders: OrderRepository,
    private readonly afterSales: AfterSaleRepository,
    private readonly watch: PaymentWatch,
    private readonly gateway: PaymentGateway,
  ) {}

  /** `also` is written in the transaction of the move, or in one of its own when nothing moves. */
  settle(order: Order, source: Source, also?: AlsoWrite): Promise<Settled> {
    return this.#settle(order, source, 'fresh', also);
  }

  /**
   * The same for refunds and disputes. News of them can overtake the payment's own, which is then
   * looked up first.
   */
  async settleAfterSale(order: Order, source: Source, also?: AlsoWrite): Promise<AfterSaleSettled> {
    const { order: settled } = await this.settle(order, source);
    const { paymentIntentId, state, home } = settled;
    const canBeAsked = isAtHome({ home }, await this.gateway.home());
    if (!paymentIntentId || !isSettled(state) || !canBeAsked) {
      if (also) await this.database.write(also);
      return { order: settled, applied: null };
    }
    const afterSale = await this.watch.freshAfterSale(paymentIntentId);
    const { before, after } = await this.afterSales.record(order.id, afterSale, source, also);
    const isAlone = before.ledger.length === settled.ledger.length;
    return { order: after, applied: isAlone ? afterSale : null };
  }

  /**
   * For pages that must be shown whether or not Stripe answers and the database takes a write: they
   * then tell what is on record. A page that comes again soon asks for what is `recent`; a return from
   * Stripe is news, which must be looked up `fresh`.
   */
  async trySettle(order: Order, source: Source, freshness: Freshness): Promise<Current> {
    const settling = this.#settle(order, source, freshness).catch((error: unknown): Current => {
      const standing = standingAfter(error);
      this.#logger.warn(`Order ${order.number}: ${String(error)}`);
      return { order, standing };
    });
    return this.database.unlessBlocked(settling, { order, standing: 'unwritten' });
  }

  async #settle(
    order: Order,
    source: Source,
    freshness: Freshness,
    also?: AlsoWrite,
  ): Promise<Settled> {
    const { happening, ...told } = await this.#hear(order, freshness);
    if (happening) await this.orders.move(order.id, happening, source, also);
    else if (also) await this.database.write(also);
    return { order: happening ? await this.#again(order) : order, ...told };
  }

  async #hear(order: Order, freshness: Freshness): Promise<Heard> {
    if (isSettled(order.state)) return NOTHING;
    if (!isAtHome(order, await this.gateway.home())) return ELSEWHERE;
    const id = order.paymentIntentId;
    if (!id) return NOTHING;
    const payment = await (freshness === 'recent' ? this.watch.recent(id) : this.watch.fresh(id));
    if (!payment) return { ...NOTHING, happening: PAYMENT_GONE };
    const standing = payment.isBankAsking ? 'bank-asks' : 'known';
    const happening = readPayment(order.total, payment);
    return {
      happening: nextState(order.state, happening.event) && happening,
      standing,
      payment,
    };
  }

  async #again(order: Order): Promise<Order> {
    return (await this.orders.find({ id: order.id })) ?? order;
  }
}

/** Throws what is a fault of ours. */
function standingAfter(error: unknown): Standing {
  if (isDatabaseBusy(error)) return 'unwritten';
  if (error instanceof ShopProblem) return 'unreachable';
  throw error;
}
