import { Injectable } from '@nestjs/common';
import { PaymentOwnerService } from '../orders/payment/payment-owner.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import { CardTestingGuard } from '../checkout/card-testing/card-testing.guard.js';
import { type StoredEvent, WebhookEventRepository } from './webhook-event.repository.js';

const PAYMENT_FAILED = 'payment_intent.payment_failed';
/** `charge.refunded` and `charge.refund.updated` too. */
const REFUND_OR_DISPUTE = /^(refund|charge\.refund|charge\.dispute)/;

/** What an event that is on disk means for the shop. */
@Injectable()
export class WebhookEventProcessor {
  constructor(
    private readonly events: WebhookEventRepository,
    private readonly owners: PaymentOwnerService,
    private readonly paymentSync: PaymentSyncService,
    private readonly cardTesting: CardTestingGuard,
  ) {}

  /** False when the event is about a payment that belongs to no order we know. */
  async process(event: StoredEvent): Promise<boolean> {
    const { eventId, type, paymentIntentId, claimedOrderId } = event;
    const trigger = event.ingestedVia === 'event_list' ? 'reconciliation' : 'webhook';
    const markProcessed = this.events.markProcessed(eventId);
    if (!paymentIntentId) {
      await this.events.write(markProcessed); // not about a payment
      return true;
    }
    const order =
      (await this.owners.find(paymentIntentId)) ??
      (await this.owners.adopt(paymentIntentId, claimedOrderId));
    if (!order) {
      const isDone = await this.owners.cancelDuplicate(paymentIntentId, claimedOrderId);
      if (isDone) await this.events.write(markProcessed);
      return isDone;
    }
    if (REFUND_OR_DISPUTE.test(type)) {
      await this.paymentSync.syncRefundsAndDisputes(order, trigger, markProcessed);
    } else {
      await this.paymentSync.sync(order, trigger, markProcessed);
    }
    if (type === PAYMENT_FAILED) await this.cardTesting.recordDecline(order.token);
    return true;
  }
}
