import { Injectable } from '@nestjs/common';
import { PaymentOwnerService } from '../orders/payment-owner.service.js';
import { SettlementService } from '../orders/settlement.service.js';
import { DeclineCoolDown } from '../web/limits/decline-cool-down.js';
import { type KeptEvent, WebhookEventRepository } from './webhook-event.repository.js';

const DECLINED = 'payment_intent.payment_failed';
/** `charge.refunded` and `charge.refund.updated` too. */
const AFTER_SALE = /^(refund|charge\.refund|charge\.dispute)/;

/** What an event that is on disk means for the shop. */
@Injectable()
export class EventApplicationService {
  constructor(
    private readonly events: WebhookEventRepository,
    private readonly owners: PaymentOwnerService,
    private readonly settlement: SettlementService,
    private readonly declines: DeclineCoolDown,
  ) {}

  /** False when the event is about a payment that belongs to no order we know. */
  async apply(event: KeptEvent): Promise<boolean> {
    const { eventId, type, paymentIntentId, claimedOrderId } = event;
    const source = event.source === 'sweep' ? 'sweep' : 'webhook';
    const markApplied = this.events.markApplied(eventId);
    if (!paymentIntentId) {
      await this.events.write(markApplied); // not about a payment
      return true;
    }
    const order =
      (await this.owners.find(paymentIntentId)) ??
      (await this.owners.adopt(paymentIntentId, claimedOrderId));
    if (!order) {
      const isDone = await this.owners.cancelDuplicate(paymentIntentId, claimedOrderId);
      if (isDone) await this.events.write(markApplied);
      return isDone;
    }
    if (AFTER_SALE.test(type)) {
      await this.settlement.settleAfterSale(order, source, markApplied);
    } else {
      await this.settlement.settle(order, source, markApplied);
    }
    if (type === DECLINED) await this.declines.note(order.token);
    return true;
  }
}
