import { Injectable } from '@nestjs/common';
import type { OrderState } from '../orders/domain/order-state.js';
import type { Order } from '../orders/domain/order.js';
import { PaymentOwnerService } from '../orders/payment/payment-owner.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import type { OrphanedOrder } from '../orders/recovery/orphaned-order.js';
import { OrphanedOrderService } from '../orders/recovery/orphaned-order.service.js';
import { type Planned, RecoveryPlanService } from './recovery-plan.service.js';

/** What was found at Stripe, and what became of it here. */
export interface RecoveryResult {
  /** Orders that are not what our records said. */
  corrected: { number: number; was: OrderState; is: OrderState }[];
  /** Orders that our records did not have at all, and that are paid. */
  recreated: Order[];
  /** Payments of lost orders that nobody had paid yet: now nobody can. */
  canceled: string[];
  /** Payments of which a person has to find out what they are. */
  undecided: string[];
}

/** The payments that a recovery would act on, by what it would do. */
export interface RecoveryPreview {
  recreate: string[];
  cancel: string[];
  undecided: string[];
}

const SHOWN = { recreate: 'recreate', cancel: 'cancel', leave: 'undecided' } as const;

/** Stripe is the second ledger: after a restore, it says what our records have forgotten. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly plan: RecoveryPlanService,
    private readonly recovered: OrphanedOrderService,
    private readonly owners: PaymentOwnerService,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** What `recover` would do about lost orders. Changes nothing. */
  async preview(since: Date): Promise<RecoveryPreview> {
    const preview: RecoveryPreview = { recreate: [], cancel: [], undecided: [] };
    for await (const planned of this.plan.payments(since)) {
      if (planned.action === 'sync' || planned.action === 'relink') continue;
      preview[SHOWN[planned.action]].push(planned.orphan.payment.paymentIntentId);
    }
    return preview;
  }

  /** Asks for everything that may have happened since our records end. Repeating it changes nothing. */
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
    const order = await this.recovered.relinkPayment(orphan);
    if (order) await this.#sync(order, result);
    else result.undecided.push(orphan.payment.paymentIntentId);
  }

  async #recreate(orphan: OrphanedOrder, { recreated, undecided }: RecoveryResult) {
    const order = await this.recovered.recreate(orphan);
    if (order) recreated.push(order);
    else undecided.push(orphan.payment.paymentIntentId);
  }

  /** An order's second one is canceled whatever became of it. */
  async #cancel(
    orphan: OrphanedOrder,
    action: 'cancel' | 'leave',
    { canceled, undecided }: RecoveryResult,
  ) {
    const { paymentIntentId } = orphan.payment;
    const isCanceled =
      (await this.owners.cancelDuplicate(paymentIntentId, orphan.id)) ||
      (action === 'cancel' && (await this.recovered.cancelPayment(orphan)));
    (isCanceled ? canceled : undecided).push(paymentIntentId);
  }
}
