import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { type LostOrder, readLostOrder } from '../orders/domain/lost-order.js';
import { isOpen } from '../orders/domain/order-state.js';
import { OrderQueries } from '../orders/order.queries.js';

/** The payments that a recovery would act on, by what it would do. */
export interface Foreseen {
  bringBack: string[];
  cancel: string[];
  undecided: string[];
}

/** What RecoveryService would do about lost orders. Changes nothing, here or at Stripe. */
@Injectable()
export class RecoveryPreviewService {
  constructor(
    private readonly orders: OrderQueries,
    private readonly gateway: PaymentGateway,
  ) {}

  async foresee(since: Date): Promise<Foreseen> {
    const foreseen: Foreseen = { bringBack: [], cancel: [], undecided: [] };
    for await (const payment of this.gateway.paymentsSince(since)) {
      const lost = readLostOrder(payment);
      const what = lost && (await this.#fate(lost));
      if (what) foreseen[what].push(payment.paymentIntentId);
    }
    return foreseen;
  }

  /** Null for what is no lost order's. */
  async #fate({ id, payment }: LostOrder): Promise<keyof Foreseen | null> {
    const { paymentIntentId, status } = payment;
    if (status === 'canceled' || (await this.orders.find({ paymentIntentId }))) return null;
    const claimed = await this.orders.find({ id });
    if (claimed && !claimed.paymentIntentId && isOpen(claimed.state)) return null;
    if (status === 'awaiting') return 'cancel';
    return status === 'processing' || claimed ? 'undecided' : 'bringBack';
  }
}
