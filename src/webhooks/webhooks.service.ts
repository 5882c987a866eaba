import { Inject, Injectable, Logger } from '@nestjs/common';
import { OrdersService } from '../orders/orders.service.js';
import { SettlementService } from '../orders/settlement.service.js';
import { StrayPaymentService } from '../orders/stray-payment.service.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { DeclineCoolDown } from '../web/limits/decline-cool-down.js';
import { nextAttempt } from './domain/next-attempt.js';
import { type KeptEvent, WebhookEventRepository } from './webhook-event.repository.js';

/** A request may still be applying an event that is younger than this. */
const LEFT_BEHIND_AFTER_MS = 30_000;

const DECLINED = 'payment_intent.payment_failed';

@Injectable()
export class WebhooksService {
  readonly #logger = new Logger(WebhooksService.name);
  @Inject(DeclineCoolDown) private readonly declines!: DeclineCoolDown;

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly events: WebhookEventRepository,
    private readonly orders: OrdersService,
    private readonly settlement: SettlementService,
    private readonly strays: StrayPaymentService,
  ) {}

  /**
   * Proves, keeps and applies. When this resolves the event is on disk; whether it could be applied
   * is ours to see to. Throws `invalid-signature` or `invalid-event`, and then nothing was kept.
   */
  async receive(body: Buffer, signatures: string[]): Promise<void> {
    const event = this.gateway.readEvent(body, signatures);
    const kept = await this.events.keep(event);
    // fail-point: event-kept
    if (kept) await this.applyOrPostpone(kept);
  }

  /** Tries again what could not be applied before. */
  async retryDue(now = new Date()): Promise<void> {
    const leftBehindBefore = new Date(now.getTime() - LEFT_BEHIND_AFTER_MS);
    for (const event of await this.events.due(now, leftBehindBefore)) {
      await this.applyOrPostpone(event);
    }
  }

  private async applyOrPostpone(event: KeptEvent): Promise<void> {
    try {
      if (await this.apply(event)) return;
      await this.postpone(event, 'No order has this payment.');
    } catch (error) {
      this.#logger.error(`Event ${event.eventId} (${event.type}) could not be applied`, error);
      await this.postpone(event, error instanceof Error ? error.message : 'unknown');
    }
  }

  /** False when the event is about a payment that belongs to no order we know. */
  private async apply({
    eventId,
    type,
    paymentIntentId,
    claimedOrderId,
  }: KeptEvent): Promise<boolean> {
    const markApplied = this.events.markApplied(eventId);
    if (!paymentIntentId) {
      await this.events.write(markApplied); // about something that no order here is made of
      return true;
    }
    const order = await this.orders.findByPayment(paymentIntentId, claimedOrderId);
    if (!order) {
      const isDone = await this.strays.cancel(paymentIntentId, claimedOrderId);
      if (isDone) await this.events.write(markApplied);
      return isDone;
    }
    await this.settlement.settle(order, 'webhook', markApplied);
    if (type === DECLINED) await this.declines.note(order.token);
    return true;
  }

  private async postpone(event: KeptEvent, reason: string): Promise<void> {
    const next = nextAttempt(event.receivedAt, event.attempts, new Date());
    if (!next) this.#logger.error(`Event ${event.eventId} is parked: ${reason}`);
    await this.events.postpone(event.eventId, reason, next);
  }
}
