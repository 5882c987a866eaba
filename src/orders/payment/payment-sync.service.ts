import { Injectable, Logger } from '@nestjs/common';
import { asError } from '../../common/error.js';
import { ShopProblem } from '../../common/problem.js';
import { DatabaseService } from '../../database/database.service.js';
import { isDatabaseBusy, isDatabaseError } from '../../database/is-database-busy.js';
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
import { MissingPayments } from './missing-payments.js';
import { type OrderTransition, transitionForPayment } from './payment-transition.js';
import { RefundsAndDisputesRepository } from './refunds-and-disputes.repository.js';

export interface OrderWithSyncStatus {
  order: Order;
  syncStatus: PaymentSyncStatus;
  /** Absent if Stripe was not asked, or did not answer. */
  payment?: Payment | null;
}

export interface SyncResult extends OrderWithSyncStatus {
  /** Null if Stripe was not asked, or does not have the payment. */
  payment: Payment | null;
}

export interface RefundsAndDisputesResult {
  order: Order;
  /**
   * What was read from Stripe and is in the ledger. Null if Stripe was not asked, or if the ledger was
   * written concurrently and may contain newer entries.
   */
  applied: RefundsAndDisputes | null;
}

interface Observation {
  transition: OrderTransition | null;
  syncStatus: PaymentSyncStatus;
  payment: Payment | null;
}

const NO_CHANGE: Observation = { transition: null, syncStatus: 'synced', payment: null };
/** Not confirmed yet, see `MissingPayments`. */
const MISSING: Observation = { ...NO_CHANGE, syncStatus: 'stripe_unavailable' };
const OTHER_ACCOUNT: Observation = { ...NO_CHANGE, syncStatus: 'other_account' };

/** Test data was deleted at Stripe: the payment can no longer be paid. */
const PAYMENT_NOT_FOUND: OrderTransition = {
  event: 'payment_canceled',
  reason: 'Stripe no longer knows this payment.',
  received: null,
};

/**
 * Reads the present state of a payment from Stripe and applies the transition that follows, by a
 * conditional update: of concurrent callers, the first one moves the order.
 */
@Injectable()
export class PaymentSyncService {
  readonly #logger = new Logger(PaymentSyncService.name);
  readonly #missing = new MissingPayments();

  constructor(
    private readonly database: DatabaseService,
    private readonly orders: OrderRepository,
    private readonly refundsAndDisputes: RefundsAndDisputesRepository,
    private readonly paymentReader: PaymentReaderService,
    private readonly gateway: PaymentGateway,
  ) {}

  /** `inSameTransaction` runs in the transaction of the transition, or alone if there is none. */
  sync(order: Order, trigger: Trigger, inSameTransaction?: InSameTransaction): Promise<SyncResult> {
    return this.#syncWithFreshness(order, trigger, 'fresh', inSameTransaction);
  }

  /** Syncs the payment first, because events of refunds may arrive before the payment's. */
  async syncRefundsAndDisputes(
    order: Order,
    trigger: Trigger,
    inSameTransaction?: InSameTransaction,
  ): Promise<RefundsAndDisputesResult> {
    const { order: synced } = await this.sync(order, trigger);
    const { paymentIntentId, state } = synced;
    const isCurrentAccount = belongsToAccount(synced, await this.gateway.currentAccount());
    if (!paymentIntentId || !hasBeenPaid(state) || !isCurrentAccount) {
      if (inSameTransaction) await this.database.writeSql(inSameTransaction);
      return { order: synced, applied: null };
    }
    const refundsAndDisputes = await this.paymentReader.getFreshRefundsAndDisputes(paymentIntentId);
    const { before, after } = await this.refundsAndDisputes.record(
      order.id,
      refundsAndDisputes,
      trigger,
      inSameTransaction,
    );
    const isUnchanged = before.ledger.length === synced.ledger.length;
    return { order: after, applied: isUnchanged ? refundsAndDisputes : null };
  }

  /**
   * For pages: if the payment cannot be read or written, returns the stored order. Pages that
   * refresh use `cached`; a return from Stripe uses `fresh`.
   */
  async syncOrFallback(
    order: Order,
    trigger: Trigger,
    freshness: Freshness,
  ): Promise<OrderWithSyncStatus> {
    const sync = this.#syncWithFreshness(order, trigger, freshness).catch(
      (error: unknown): OrderWithSyncStatus => {
        this.#logFailure(order, error);
        return { order, syncStatus: statusForError(error) };
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
    const observation = await this.#observe(order, freshness);
    // What goes with the transition has to wait for an answer.
    if (observation === MISSING && inSameTransaction) throw new ShopProblem('payment-unavailable');
    const { transition, ...result } = observation;
    if (transition)
      await this.orders.applyTransition(order.id, transition, trigger, inSameTransaction);
    else if (inSameTransaction) await this.database.writeSql(inSameTransaction);
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
    if (!payment) {
      if (!this.#missing.isConfirmed(id)) return MISSING;
      return { ...NO_CHANGE, transition: PAYMENT_NOT_FOUND };
    }
    this.#missing.wasFound(id);
    const syncStatus = payment.requiresAction ? 'requires_action' : 'synced';
    const transition = transitionForPayment(order.total, payment);
    return {
      transition: nextState(order.state, transition.event) && transition,
      syncStatus,
      payment,
    };
  }

  #logFailure(order: Order, error: unknown) {
    const isExpected = error instanceof ShopProblem || isDatabaseBusy(error);
    const message = `Order ${order.number}: ${String(error)}`;
    if (isExpected) this.#logger.warn(message);
    else this.#logger.error(message, asError(error).stack);
  }

  async #reload(order: Order): Promise<Order> {
    return (await this.orders.find({ id: order.id })) ?? order;
  }
}

function statusForError(error: unknown): PaymentSyncStatus {
  const isStorage = error instanceof ShopProblem && error.code === 'storage-unavailable';
  return isStorage || isDatabaseError(error) ? 'not_persisted' : 'stripe_unavailable';
}
