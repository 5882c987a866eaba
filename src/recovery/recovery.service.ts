import { Injectable } from '@nestjs/common';
import type { OrderState } from '../orders/domain/order-state.js';
import type { Order } from '../orders/domain/order.js';
import { PaymentOwnerService } from '../orders/payment/payment-owner.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import type { OrphanedOrder } from '../orders/recovery/orphaned-order.js';
import { OrphanedOrderService } from '../orders/recovery/orphaned-order.service.js';
import { type Planned, RecoveryPlanService } from './recovery-plan.service.js';

export interface RecoveryResult {
  /** Orders whose state has changed. */
  corrected: { number: number; was: OrderState; is: OrderState }[];
  /** Paid orders that were not in the database. */
  recreated: Order[];
  /** Unpaid payments whose orders are not in the database. */
  canceled: string[];
  /** Payments that a person has to look at. */
  undecided: string[];
}

/** PaymentIntent ids, by planned action. */
export interface RecoveryPreview {
  recreate: string[];
  cancel: string[];
  undecided: string[];
}

const PREVIEW_KEYS = { recreate: 'recreate', cancel: 'cancel', leave: 'undecided' } as const;

/** After a restore, reads from Stripe what the database has lost. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly plan: RecoveryPlanService,
    private readonly orphans: OrphanedOrderService,
    private readonly owners: PaymentOwnerService,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** What `recover` would do about payments without an order. Changes nothing. */
  async preview(since: Date): Promise<RecoveryPreview> {
    const preview: RecoveryPreview = { recreate: [], cancel: [], undecided: [] };
    for await (const planned of this.plan.payments(since)) {
      if (planned.action === 'sync' || planned.action === 'relink') continue;
      preview[PREVIEW_KEYS[planned.action]].push(planned.orphan.payment.paymentIntentId);
    }
    return preview;
  }

  /** Applies everything that happened since then. Idempotent. */
  async recover(since: Date): Promise<RecoveryResult> {
    const result: RecoveryResult = { corrected: [], recreated: [], canceled: [], undecided: [] };
    for await (const planned of this.plan.everything(since)) await this.#apply(planned, result);
    return result;
  }

  async #apply(planned: Planned, result: RecoveryResult) {
    switch (planned.action) {
      case 'sync':
        return this.#sync(planned.order, result);
      case 'relink':
        return this.#relink(planned.orphan, result);
      case 'recreate':
        return this.#recreate(planned.orphan, result);
      case 'cancel':
      case 'leave':
        return this.#cancel(planned.orphan, planned.action, result);
    }
  }

  async #sync(order: Order, { corrected }: RecoveryResult) {
    const { number, state: was } = order;
    const { order: now } = await this.paymentSync.syncRefundsAndDisputes(order, 'recovery');
    const is = now.state;
    if (is !== was) corrected.push({ number, was, is });
  }

  async #relink(orphan: OrphanedOrder, result: RecoveryResult) {
    const order = await this.orphans.relinkPayment(orphan);
    if (order) await this.#sync(order, result);
    else result.undecided.push(orphan.payment.paymentIntentId);
  }

  async #recreate(orphan: OrphanedOrder, { recreated, undecided }: RecoveryResult) {
    const order = await this.orphans.recreate(orphan);
    if (order) recreated.push(order);
    else undecided.push(orphan.payment.paymentIntentId);
  }

  /** A duplicate payment is canceled in either case. */
  async #cancel(
    orphan: OrphanedOrder,
    action: 'cancel' | 'leave',
    { canceled, undecided }: RecoveryResult,
  ) {
    const { paymentIntentId } = orphan.payment;
    const isCanceled =
      (await this.owners.cancelDuplicate(paymentIntentId, orphan.id)) ||
      (action === 'cancel' && (await this.orphans.cancelPayment(orphan)));
    (isCanceled ? canceled : undecided).push(paymentIntentId);
  }
}
