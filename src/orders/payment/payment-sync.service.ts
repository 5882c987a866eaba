import { Injectable, Logger } from '@nestjs/common';
import { ShopProblem } from '../../common/problem.js';
import { DatabaseService } from '../../database/database.service.js';
import { isDatabaseBusy } from '../../database/sqlite/is-database-busy.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { type Freshness, PaymentReaderService } from '../../payments/payment-reader.service.js';
import type { Payment, RefundsAndDisputes } from '../../payments/payment.js';
import { hasBeenPaid, nextState } from '../domain/order-state.js';
import {
  belongsToAccount,
  type Order,
  type PaymentSyncStatus,
  type Trigger,
} from '../domain/order.js';
import { type InSameTransaction, OrderRepository } from '../order.repository.js';
import { type OrderTransition, transitionForPayment } from './payment-transition.js';
import { RefundsAndDisputesRepository } from './refunds-and-disputes.repository.js';

export interface OrderWithSyncStatus {
  order: Order;
  syncStatus: PaymentSyncStatus;
}

export interface SyncResult extends OrderWithSyncStatus {
  /** What Stripe said of its PaymentIntent; null when Stripe was not asked or has none. */
  payment: Payment | null;
}

export interface RefundsAndDisputesResult {
  order: Order;
  /**
   * What Stripe said, of which the order's ledger has everything, and nothing newer. Null when Stripe
   * was not asked, or when somebody else wrote the ledger meanwhile, who may have heard more.
   */
  applied: RefundsAndDisputes | null;
}

interface Observation {
  transition: OrderTransition | null;
  syncStatus: PaymentSyncStatus;
  payment: Payment | null;
}

const NO_CHANGE: Observation = { transition: null, syncStatus: 'synced', payment: null };
const OTHER_ACCOUNT: Observation = { ...NO_CHANGE, syncStatus: 'other_account' };

/** Its own account says that there is no such payment: test data was deleted. Nobody can pay it. */
const PAYMENT_NOT_FOUND: OrderTransition = {
  event: 'payment_canceled',
  reason: 'Stripe no longer knows this payment.',
  received: null,
};

/**
 * Brings an order in line with its payment at Stripe. Whoever calls, Stripe is asked for the payment's
 * present state, and the order moves by a conditional update: the first wins, the rest change nothing.
 */
@Injectable()
export class PaymentSyncService {
  readonly #logger = new Logger(PaymentSyncService.name);

  constructor(
    private readonly database: DatabaseService,
    private readonly orders: OrderRepository,
    private readonly refundsAndDisputes: RefundsAndDisputesRepository,
    private readonly paymentReader: PaymentReaderService,
    private readonly gateway: PaymentGateway,
  ) {}

  /** `also` is written in the transaction of the move, or in one of its own when nothing moves. */
  sync(order: Order, trigger: Trigger, inSameTransaction?: InSameTransaction): Promise<SyncResult> {
    return this.#syncWithFreshness(order, trigger, 'fresh', inSameTransaction);
  }

  /**
   * The same for refunds and disputes. News of them can overtake the payment's own, which is then
   * looked up first.
   */
  async syncRefundsAndDisputes(
    order: Order,
    trigger: Trigger,
    inSameTransaction?: InSameTransaction,
  ): Promise<RefundsAndDisputesResult> {
    const { order: settled } = await this.sync(order, trigger);
    const { paymentIntentId, state, stripeAccount: account } = settled;
    const canBeAsked = belongsToAccount(
      { stripeAccount: account },
      await this.gateway.currentAccount(),
    );
    if (!paymentIntentId || !hasBeenPaid(state) || !canBeAsked) {
      if (inSameTransaction) await this.database.write(inSameTransaction);
      return { order: settled, applied: null };
    }
    const refundsAndDisputes = await this.paymentReader.getFreshRefundsAndDisputes(paymentIntentId);
    const { before, after } = await this.refundsAndDisputes.record(
      order.id,
      refundsAndDisputes,
      trigger,
      inSameTransaction,
    );
    const isAlone = before.ledger.length === settled.ledger.length;
    return { order: after, applied: isAlone ? refundsAndDisputes : null };
  }

  /**
   * For pages that must be shown whether or not Stripe answers and the database takes a write: they
   * then tell what is on record. A page that comes again soon asks for what is `cached`; a return from
   * Stripe is news, which must be looked up `fresh`.
   */
  async syncOrFallback(
    order: Order,
    trigger: Trigger,
    freshness: Freshness,
  ): Promise<OrderWithSyncStatus> {
    const sync = this.#syncWithFreshness(order, trigger, freshness).catch(
      (error: unknown): OrderWithSyncStatus => {
        const syncStatus = statusForError(error);
        this.#logger.warn(`Order ${order.number}: ${String(error)}`);
        return { order, syncStatus };
      },
    );
    return this.database.orIfLocked(sync, { order, syncStatus: 'not_persisted' });
  }

  async #syncWithFreshness(
    order: Order,
    trigger: Trigger,
    freshness: Freshness,
    inSameTransaction?: InSameTransaction,
  ): Promise<SyncResult> {
    const { transition, ...result } = await this.#observe(order, freshness);
    if (transition)
      await this.orders.applyTransition(order.id, transition, trigger, inSameTransaction);
    else if (inSameTransaction) await this.database.write(inSameTransaction);
    return { order: transition ? await this.#reload(order) : order, ...result };
  }

  async #observe(order: Order, freshness: Freshness): Promise<Observation> {
    if (hasBeenPaid(order.state)) return NO_CHANGE;
    if (!belongsToAccount(order, await this.gateway.currentAccount())) return OTHER_ACCOUNT;
    const id = order.paymentIntentId;
    if (!id) return NO_CHANGE;
    const payment = await (freshness === 'cached'
      ? this.paymentReader.getCached(id)
      : this.paymentReader.getFresh(id));
    if (!payment) return { ...NO_CHANGE, transition: PAYMENT_NOT_FOUND };
    const syncStatus = payment.requiresAction ? 'requires_action' : 'synced';
    const transition = transitionForPayment(order.total, payment);
    return {
      transition: nextState(order.state, transition.event) && transition,
      syncStatus,
      payment,
    };
  }

  async #reload(order: Order): Promise<Order> {
    return (await this.orders.find({ id: order.id })) ?? order;
  }
}

/** Throws what is a fault of ours. */
function statusForError(error: unknown): PaymentSyncStatus {
  if (isDatabaseBusy(error)) return 'not_persisted';
  if (error instanceof ShopProblem) return 'stripe_unavailable';
  throw error;
}
