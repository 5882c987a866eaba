import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatMinor } from '../money/format.js';
import type { Refund } from '../payments/domain/payment.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { balanceOf } from './domain/ledger.js';
import { idempotencyKey, isAtHome, type Order, paidCurrency } from './domain/order.js';
import { whyNotRefund } from './domain/refundable.js';
import { type KeptRefund, RefundRepository } from './refund.repository.js';
import { SettlementService } from './settlement.service.js';

/** `refused`: nothing moved by this, and why. */
export type RefundResult = { refund: Refund; order: Order } | { refused: string };

interface Begun {
  request: KeptRefund;
  /** Why it must not be made now, unless it has been. */
  whyNot: string | null;
}

/** Gives an order's money back, once for each time that it is meant. */
@Injectable()
export class RefundService {
  constructor(
    private readonly requests: RefundRepository,
    private readonly gateway: PaymentGateway,
    private readonly settlement: SettlementService,
  ) {}

  /**
   * `amountMinor` null: all that is left. While the answer to an earlier one is missing, the same
   * request is that one, and another is refused.
   */
  async refund(order: Order, amountMinor: number | null): Promise<RefundResult> {
    if (!isAtHome(order, await this.gateway.home())) return { refused: ELSEWHERE };
    const { order: present } = await this.settlement.settleAfterSale(order, 'admin');
    const begun = await this.#begin(present, amountMinor);
    return 'refused' in begun ? begun : this.#ask(present, begun);
  }

  /** One that is resumed may have been made, and then all is well whatever has happened since. */
  async #begin(order: Order, amountMinor: number | null): Promise<Begun | { refused: string }> {
    const open = await this.requests.findOpen(order.id);
    const whyNot = whyNotRefund(order, open ? open.amountMinor : amountMinor);
    if (whyNot && !open) return { refused: whyNot };
    // One that somebody else ends right now is looked up, and not begun anew with nothing left.
    const wanted = {
      amountMinor: amountMinor ?? balanceOf(order.ledger),
      isWhole: amountMinor === null,
    };
    const request = open ?? (await this.requests.begin(order.id, { id: randomUUID(), ...wanted }));
    if (isMeant(request, amountMinor)) return { request, whyNot };
    return { refused: tellOpen(request, paidCurrency(order)) };
  }

  async #ask(order: Order, { request, whyNot }: Begun): Promise<RefundResult> {
    const { id, amountMinor, attempt } = request;
    const outcome = await this.gateway.refund({
      paymentIntentId: order.paymentIntentId ?? '',
      amountMinor,
      orderId: order.id,
      requestId: id,
      idempotencyKey: idempotencyKey(order.id, `refund:${id}`, attempt),
      mayMake: whyNot === null,
    });
    // fail-point: refund-made
    if (outcome === 'not-made') {
      const refused = whyNot ?? '';
      await this.requests.close(id, { refusal: refused });
      return { refused };
    }
    if (outcome === 'key-spent') {
      await this.requests.spendKey(id, attempt);
      return { refused: KEY_SPENT };
    }
    if ('refused' in outcome) {
      await this.requests.close(id, { refusal: outcome.refused });
      return { refused: `Stripe refused it: ${outcome.refused}` };
    }
    // Open until all is told: whoever hears nothing runs the same command again, and finds this one.
    const { order: settled } = await this.settlement.settleAfterSale(order, 'admin');
    await this.requests.close(id, { refundId: outcome.refundId });
    return { refund: outcome, order: settled };
  }
}

function isMeant({ amountMinor, isWhole }: KeptRefund, wanted: number | null): boolean {
  return wanted === null ? isWhole : !isWhole && amountMinor === wanted;
}

function tellOpen({ amountMinor, isWhole }: KeptRefund, currency: string): string {
  const which = isWhole ? 'of all that was left' : `of ${formatMinor(amountMinor, currency)}`;
  return `An earlier refund ${which} has no answer yet. Run that one again first: it finds what became of it.`;
}

const ELSEWHERE =
  'It was paid through another Stripe account or mode than the one this shop is connected to.';
const KEY_SPENT =
  'Stripe failed, and does not say whether the refund was made. Run the same command again: it looks first.';
