import { Injectable } from '@nestjs/common';
import { hasBeenPaid } from '../orders/domain/order-state.js';
import { HANDLED_EVENT_TYPES, type PaymentEvent } from '../payments/payment-gateway.js';
import { PaymentOwnerService } from '../orders/payment/payment-owner.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import { CardTestingGuard } from '../checkout/card-testing/card-testing.guard.js';
import { type StoredEvent, WebhookEventRepository } from './webhook-event.repository.js';

const PAYMENT_CREATED = 'payment_intent.created';
const PAYMENT_FAILED = 'payment_intent.payment_failed';
/** Includes `charge.refunded` and `charge.refund.updated`. */
const REFUND_OR_DISPUTE = /^(refund|charge\.refund|charge\.dispute)/;

/**
 * - `processed`: the event was marked processed in the transaction that changed its order.
 * - `nothing_to_do`: it is not about a payment, or about a duplicate payment that is now canceled.
 * - `no_order`: no order has its payment.
 */
export type ProcessingOutcome = 'processed' | 'nothing_to_do' | 'no_order';

/** Applies a stored event to its order. */
@Injectable()
export class WebhookEventProcessor {
  constructor(
    private readonly events: WebhookEventRepository,
    private readonly owners: PaymentOwnerService,
    private readonly paymentSync: PaymentSyncService,
    private readonly cardTesting: CardTestingGuard,
  ) {}

  /**
   * True if it is of a type that is not handled, if its order is paid, or if it only says that the order's payment was
   * created. Asks the database alone: the event is not stored yet.
   */
  async changesNothing({ type, paymentIntentId }: PaymentEvent): Promise<boolean> {
    if (!HANDLED_EVENT_TYPES.includes(type)) return true;
    if (!paymentIntentId || type === PAYMENT_FAILED || REFUND_OR_DISPUTE.test(type)) return false;
    const state = await this.owners.stateOf(paymentIntentId);
    return state !== null && (type === PAYMENT_CREATED || hasBeenPaid(state));
  }

  async process(event: StoredEvent): Promise<ProcessingOutcome> {
    const { eventId, type, paymentIntentId, claimedOrderId } = event;
    const trigger = event.ingestedVia === 'event_list' ? 'reconciliation' : 'webhook';
    const markProcessed = this.events.markProcessed(eventId);
    if (!paymentIntentId) return 'nothing_to_do';
    const order =
      (await this.owners.find(paymentIntentId)) ??
      (await this.owners.adopt(paymentIntentId, claimedOrderId));
    if (!order) {
      const isCanceled = await this.owners.cancelDuplicate(paymentIntentId, claimedOrderId);
      return isCanceled ? 'nothing_to_do' : 'no_order';
    }
    if (REFUND_OR_DISPUTE.test(type)) {
      await this.paymentSync.syncRefundsAndDisputes(order, trigger, markProcessed);
    } else {
      await this.paymentSync.sync(order, trigger, markProcessed);
    }
    if (type === PAYMENT_FAILED) await this.cardTesting.recordDecline(order.token);
    return 'processed';
  }
}
