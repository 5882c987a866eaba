import { Injectable } from '@nestjs/common';
import type { PaymentOnRecord } from '../payments/domain/payment.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { type LostOrder, readLostOrder } from '../orders/domain/lost-order.js';
import { idempotencyKey, type Order } from '../orders/domain/order.js';
import { PaymentOwnerService } from '../orders/payment-owner.service.js';
import { RecoveredOrderService } from '../orders/recovered-order.service.js';

/** `undecided`: a person looks at it in Stripe's Dashboard. `not-ours`: another program's. */
export type Placed = Order | 'canceled' | 'undecided' | 'not-ours';

/** A payment that no order here has. */
@Injectable()
export class LostPaymentService {
  constructor(
    private readonly recovered: RecoveredOrderService,
    private readonly owners: PaymentOwnerService,
    private readonly gateway: PaymentGateway,
  ) {}

  /** The order here that it was made for, and that had lost it: now it has it again. */
  async giveBack(payment: PaymentOnRecord): Promise<Order | null> {
    const lost = payment.status === 'canceled' ? null : readLostOrder(payment);
    return lost && this.recovered.giveBack(lost);
  }

  async place(payment: PaymentOnRecord): Promise<Placed> {
    const lost = readLostOrder(payment);
    if (!lost) return 'not-ours';
    if (payment.status === 'canceled') return 'canceled';
    if (await this.owners.cancelDuplicate(payment.paymentIntentId, lost.id)) return 'canceled';
    if (payment.status === 'processing') return 'undecided';
    if (payment.status === 'awaiting') return this.#close(lost);
    return (await this.recovered.bringBack(lost)) ?? 'undecided';
  }

  /** Its page may still be open somewhere: what nobody has an order for, nobody should pay. */
  async #close({ id, payment: { paymentIntentId } }: LostOrder): Promise<Placed> {
    const key = idempotencyKey(id, `close-lost:${paymentIntentId}`, 1);
    const outcome = await this.gateway.cancel(paymentIntentId, 'abandoned', key);
    return outcome === 'canceled' ? 'canceled' : 'undecided';
  }
}
