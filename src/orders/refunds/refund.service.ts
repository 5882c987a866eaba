import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatMinor } from '../../money/format.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import type { Refund } from '../../payments/payment.js';
import { balanceOf } from '../domain/ledger.js';
import { belongsToAccount, idempotencyKey, type Order, paidCurrency } from '../domain/order.js';
import { PaymentSyncService } from '../payment/payment-sync.service.js';
import { refundRefusalReason } from './refund-policy.js';
import { type PendingRefund, RefundRepository } from './refund.repository.js';

/** `refused`: the reason. The refund was not made, or its outcome is unknown. */
export type RefundResult = { refund: Refund; order: Order } | { refused: string };

interface PreparedRefund {
  request: PendingRefund;
  /** If set, an existing refund is looked up, and none is created. */
  refusalReason: string | null;
}

/** Refunds orders. A repeated command resumes the pending request instead of refunding twice. */
@Injectable()
export class RefundService {
  constructor(
    private readonly requests: RefundRepository,
    private readonly gateway: PaymentGateway,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /**
   * `amountMinor` null: the whole balance. While a request is pending, the same amount resumes it, and
   * another amount is refused.
   */
  async refund(order: Order, amountMinor: number | null): Promise<RefundResult> {
    if (!belongsToAccount(order, await this.gateway.currentAccount()))
      return { refused: OTHER_ACCOUNT };
    const { order: current } = await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
    const prepared = await this.#prepare(current, amountMinor);
    return 'refused' in prepared ? prepared : this.#request(current, prepared);
  }

  /** A pending request is resumed even if the policy would refuse it now: it may have been made. */
  async #prepare(
    order: Order,
    amountMinor: number | null,
  ): Promise<PreparedRefund | { refused: string }> {
    const pending = await this.requests.findPending(order.id);
    const refusalReason = refundRefusalReason(order, pending ? pending.amountMinor : amountMinor);
    if (refusalReason && !pending) return { refused: refusalReason };
    const requested = {
      amountMinor: amountMinor ?? balanceOf(order.ledger),
      isFull: amountMinor === null,
    };
    const request =
      pending ??
      (await this.requests.findPendingOrCreate(order.id, { id: randomUUID(), ...requested }));
    if (matchesRequest(request, amountMinor)) return { request, refusalReason };
    return { refused: pendingMessage(request, paidCurrency(order)) };
  }

  async #request(order: Order, { request, refusalReason }: PreparedRefund): Promise<RefundResult> {
    const { id, amountMinor, attempt } = request;
    const outcome = await this.gateway.refund({
      paymentIntentId: order.paymentIntentId ?? '',
      amountMinor,
      orderId: order.id,
      requestId: id,
      idempotencyKey: idempotencyKey(order.id, `refund:${id}`, attempt),
      allowCreate: refusalReason === null,
    });
    // fail-point: refund-made
    if (outcome === 'not_created') {
      const refused = refusalReason ?? '';
      await this.requests.close(id, { refusalReason: refused });
      return { refused };
    }
    if (outcome === 'idempotency_key_exhausted') {
      await this.requests.rotateKey(id, attempt);
      return { refused: OUTCOME_UNKNOWN };
    }
    if ('refused' in outcome) {
      await this.requests.close(id, { refusalReason: outcome.refused });
      return { refused: `Stripe refused it: ${outcome.refused}` };
    }
    // Closed last: after a crash, the same command finds this request again.
    const { order: synced } = await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
    await this.requests.close(id, { refundId: outcome.refundId });
    return { refund: outcome, order: synced };
  }
}

function matchesRequest({ amountMinor, isFull }: PendingRefund, requested: number | null): boolean {
  return requested === null ? isFull : !isFull && amountMinor === requested;
}

function pendingMessage({ amountMinor, isFull }: PendingRefund, currency: string): string {
  const which = isFull ? 'of all that was left' : `of ${formatMinor(amountMinor, currency)}`;
  return `An earlier refund ${which} has no answer yet. Run that one again first: it finds what became of it.`;
}

const OTHER_ACCOUNT =
  'It was paid through another Stripe account or mode than the one this shop is connected to.';
const OUTCOME_UNKNOWN =
  'Stripe failed, and does not say whether the refund was made. Run the same command again: it looks first.';
