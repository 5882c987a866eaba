import { Injectable, Logger } from '@nestjs/common';
import { isOver } from '../payments/domain/payment.js';
import { type PaymentEvent, PaymentGateway } from '../payments/payment-gateway.js';
import { nextAttempt } from './domain/next-attempt.js';
import { EventApplicationService } from './event-application.service.js';
import { type KeptEvent, WebhookEventRepository } from './webhook-event.repository.js';

/** A request may still be applying an event that is younger than this. */
const LEFT_BEHIND_AFTER_MS = 30_000;

@Injectable()
export class WebhooksService {
  readonly #logger = new Logger(WebhooksService.name);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly events: WebhookEventRepository,
    private readonly application: EventApplicationService,
  ) {}

  /**
   * Proves, keeps and applies. When this resolves the event is on disk; whether it could be applied
   * is ours to see to. Throws `invalid-signature` or `invalid-event`, and then nothing was kept.
   */
  async receive(body: Buffer, signatures: string[]): Promise<void> {
    const event = this.gateway.readEvent(body, signatures);
    const kept = await this.events.keep(event, 'webhook');
    // fail-point: event-kept
    if (kept) await this.applyOrPostpone(kept);
    // fail-point: event-applied
  }

  /** An event that was read back from Stripe's list, as if it had been delivered. */
  async makeUpFor(event: PaymentEvent): Promise<void> {
    const kept = await this.events.keep(event, 'sweep');
    // fail-point: event-read-back
    if (kept) await this.applyOrPostpone(kept);
  }

  closeParkedOf(paymentIntentId: string): Promise<void> {
    return this.events.closeParkedOf(paymentIntentId);
  }

  /** Tries again what could not be applied before. */
  async retryDue(goesOn: () => boolean, now = new Date()): Promise<void> {
    const leftBehindBefore = new Date(now.getTime() - LEFT_BEHIND_AFTER_MS);
    for (const event of await this.events.due(now, leftBehindBefore)) {
      if (!goesOn()) return;
      await this.applyOrPostpone(event);
    }
  }

  private async applyOrPostpone(event: KeptEvent): Promise<void> {
    try {
      if (await this.application.apply(event)) return;
      if (await this.#isMoot(event)) {
        await this.events.write(this.events.markApplied(event.eventId));
        return;
      }
      await this.postpone(event, 'No order has this payment.');
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      // The stack alone: the error itself may carry Stripe's whole answer.
      this.#logger.error(`Event ${event.eventId} (${event.type}) could not be applied`, stack);
      await this.postpone(event, message);
    }
  }

  private async postpone(event: KeptEvent, reason: string): Promise<void> {
    // fail-point: event-not-applied
    const next = nextAttempt(event.receivedAt, event.attempts, new Date());
    if (!next) this.#logger.error(`Event ${event.eventId} is parked: ${reason}`);
    await this.events.postpone(event.eventId, reason, next);
  }

  /** Asked before it is parked: nothing is left of that payment that a person could see to. */
  async #isMoot({ paymentIntentId, receivedAt, attempts }: KeptEvent): Promise<boolean> {
    if (!paymentIntentId || nextAttempt(receivedAt, attempts, new Date())) return false;
    const payment = (await this.gateway.find(paymentIntentId))?.payment;
    if (payment?.status !== 'succeeded') return payment !== undefined && isOver(payment, []);
    return isOver(payment, (await this.gateway.afterSale(paymentIntentId)).refunds);
  }
}
