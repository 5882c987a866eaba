import { Injectable } from '@nestjs/common';
import type { LostOrder } from '../orders/domain/lost-order.js';
import type { Order } from '../orders/domain/order.js';
import type { OrderState } from '../orders/domain/order-state.js';
import { PaymentOwnerService } from '../orders/payment-owner.service.js';
import { RecoveredOrderService } from '../orders/recovered-order.service.js';
import { SettlementService } from '../orders/settlement.service.js';
import { type Planned, RecoveryPlanService } from './recovery-plan.service.js';

/** What was found at Stripe, and what became of it here. */
export interface Recovered {
  /** Orders that are not what our records said. */
  corrected: { number: number; was: OrderState; is: OrderState }[];
  /** Orders that our records did not have at all, and that are paid. */
  broughtBack: Order[];
  /** Payments of lost orders that nobody had paid yet: now nobody can. */
  canceled: string[];
  /** Payments of which a person has to find out what they are. */
  undecided: string[];
}

/** The payments that a recovery would act on, by what it would do. */
export interface Foreseen {
  bringBack: string[];
  cancel: string[];
  undecided: string[];
}

const SHOWN = { 'bring-back': 'bringBack', cancel: 'cancel', leave: 'undecided' } as const;

/** Stripe is the second ledger: after a restore, it says what our records have forgotten. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly plan: RecoveryPlanService,
    private readonly recovered: RecoveredOrderService,
    private readonly owners: PaymentOwnerService,
    private readonly settlement: SettlementService,
  ) {}

  /** What `recover` would do about lost orders. Changes nothing. */
  async foresee(since: Date): Promise<Foreseen> {
    const foreseen: Foreseen = { bringBack: [], cancel: [], undecided: [] };
    for await (const planned of this.plan.payments(since)) {
      if (planned.action === 'sync' || planned.action === 'give-back') continue;
      foreseen[SHOWN[planned.action]].push(planned.lost.payment.paymentIntentId);
    }
    return foreseen;
  }

  /** Asks for everything that may have happened since our records end. Repeating it changes nothing. */
  async recover(since: Date): Promise<Recovered> {
    const found: Recovered = { corrected: [], broughtBack: [], canceled: [], undecided: [] };
    for await (const planned of this.plan.everything(since)) await this.#apply(planned, found);
    return found;
  }

  async #apply(planned: Planned, found: Recovered) {
    switch (planned.action) {
      case 'sync':
        return this.#sync(planned.order, found);
      case 'give-back':
        return this.#giveBack(planned.lost, found);
      case 'bring-back':
        return this.#bringBack(planned.lost, found);
      case 'cancel':
      case 'leave':
        return this.#cancel(planned.lost, planned.action, found);
    }
  }

  async #sync(order: Order, { corrected }: Recovered) {
    const { number, state: was } = order;
    const { order: now } = await this.settlement.settleAfterSale(order, 'restore');
    const is = now.state;
    if (is !== was) corrected.push({ number, was, is });
  }

  async #giveBack(lost: LostOrder, found: Recovered) {
    const order = await this.recovered.giveBack(lost);
    if (order) await this.#sync(order, found);
    else found.undecided.push(lost.payment.paymentIntentId);
  }

  async #bringBack(lost: LostOrder, { broughtBack, undecided }: Recovered) {
    const order = await this.recovered.bringBack(lost);
    if (order) broughtBack.push(order);
    else undecided.push(lost.payment.paymentIntentId);
  }

  /** An order's second one is canceled whatever became of it. */
  async #cancel(lost: LostOrder, action: 'cancel' | 'leave', { canceled, undecided }: Recovered) {
    const { paymentIntentId } = lost.payment;
    const isCanceled =
      (await this.owners.cancelDuplicate(paymentIntentId, lost.id)) ||
      (action === 'cancel' && (await this.recovered.close(lost)));
    (isCanceled ? canceled : undecided).push(paymentIntentId);
  }
}
