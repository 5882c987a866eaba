import { Injectable } from '@nestjs/common';
import type { PaymentOnRecord } from '../payments/domain/payment.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { isAtHome, type Order } from '../orders/domain/order.js';
import { isSettled, type OrderState } from '../orders/domain/order-state.js';
import { LostPaymentService } from './lost-payment.service.js';
import { OrderQueries } from '../orders/order.queries.js';
import { PaymentOwnerService } from '../orders/payment-owner.service.js';
import { SettlementService } from '../orders/settlement.service.js';

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

/** Stripe is the second ledger: after a restore, it says what our records have forgotten. */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly queries: OrderQueries,
    private readonly lost: LostPaymentService,
    private readonly owners: PaymentOwnerService,
    private readonly settlement: SettlementService,
    private readonly gateway: PaymentGateway,
  ) {}

  /** Asks for everything that may have happened since our records end. Repeating it changes nothing. */
  async recover(since: Date): Promise<Recovered> {
    const found: Recovered = { corrected: [], broughtBack: [], canceled: [], undecided: [] };
    const home = await this.gateway.home();
    const open = await this.queries.openWithPayment();
    for (const order of open.filter((each) => isAtHome(each, home))) {
      await this.#correct(order, found);
    }
    for await (const payment of this.gateway.paymentsSince(since)) {
      await this.#place(payment, found);
    }
    const returned = new Set<string>();
    for await (const id of this.gateway.returnedSince(since)) returned.add(id);
    for (const id of returned) {
      const order = await this.owners.find(id);
      if (order) await this.#correct(order, found);
    }
    return found;
  }

  async #correct(order: Order, found: Recovered) {
    const { number, state: was } = order;
    const { order: now } = await this.settlement.settleAfterSale(order, 'restore');
    const is = now.state;
    if (is !== was) found.corrected.push({ number, was, is });
  }

  async #place(payment: PaymentOnRecord, found: Recovered) {
    const { paymentIntentId, status } = payment;
    const whose = await this.owners.find(paymentIntentId);
    const known = whose ?? (await this.lost.giveBack(payment));
    if (known) {
      if (!isSettled(known.state) && status !== 'canceled') await this.#correct(known, found);
      return;
    }
    const placed = await this.lost.place(payment);
    if (typeof placed === 'object') found.broughtBack.push(placed);
    if (placed === 'undecided') found.undecided.push(paymentIntentId);
    if (placed === 'canceled' && status !== 'canceled') found.canceled.push(paymentIntentId);
  }
}
