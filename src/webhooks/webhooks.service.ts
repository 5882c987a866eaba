import { Injectable, Logger } from '@nestjs/common';
import { type PaymentEvent, PaymentGateway } from '../payments/payment-gateway.js';
import { isFullyClosed } from '../payments/payment.js';
import { nextAttempt } from './next-attempt.js';
import { WebhookEventProcessor } from './webhook-event-processor.service.js';
import { type StoredEvent, WebhookEventRepository } from './webhook-event.repository.js';

/** A request may still be applying an event that is younger than this. */
const ABANDONED_AFTER_MS = 30_000;

@Injectable()
export class WebhooksService {
  readonly #logger = new Logger(WebhooksService.name);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly events: WebhookEventRepository,
    private readonly processor: WebhookEventProcessor,
  ) {}

  /**
   * Proves, keeps and applies. When this resolves the event is on disk; whether it could be applied
   * is ours to see to. Throws `invalid-signature` or `invalid-event`, and then nothing was kept.
   */
  async receive(body: Buffer, signatures: string[]): Promise<void> {
    const event = this.gateway.readEvent(body, signatures);
    const stored = await this.events.store(event, 'webhook');
    // fail-point: event-stored
    if (stored) await this.#processOrRetryLater(stored);
    // fail-point: event-processed
  }

  /** An event that was read back from Stripe's list, as if it had been delivered. */
  async ingestMissed(event: PaymentEvent): Promise<void> {
    const stored = await this.events.store(event, 'event_list');
    // fail-point: event-backfilled
    if (stored) await this.#processOrRetryLater(stored);
  }

  resolveDeadLettersOf(paymentIntentId: string): Promise<void> {
    return this.events.resolveDeadLettersOf(paymentIntentId);
  }

  /** Tries again what could not be applied before. */
  async retryDue(shouldContinue: () => boolean, now = new Date()): Promise<void> {
    const abandonedBefore = new Date(now.getTime() - ABANDONED_AFTER_MS);
    for (const event of await this.events.due(now, abandonedBefore)) {
      if (!shouldContinue()) return;
      await this.#processOrRetryLater(event);
    }
  }

  async #processOrRetryLater(event: StoredEvent): Promise<void> {
    try {
      const outcome = await this.processor.process(event);
      if (outcome === 'processed') return;
      if (outcome === 'nothing_to_do' || (await this.#isObsolete(event))) {
        await this.events.write(this.events.markProcessed(event.eventId));
      } else {
        await this.#retryLater(event, 'No order has this payment.');
      }
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      // The stack alone: the error itself may carry Stripe's whole answer.
      this.#logger.error(`Event ${event.eventId} (${event.type}) could not be applied`, stack);
      await this.#retryLater(event, message);
    }
  }

  async #retryLater(event: StoredEvent, reason: string): Promise<void> {
    // fail-point: event-not-processed
    const next = nextAttempt(event.receivedAt, event.attempts, new Date());
    if (!next) this.#logger.error(`Event ${event.eventId} is parked: ${reason}`);
    await this.events.scheduleRetry(event.eventId, reason, next);
  }

  /** Asked before it is parked: nothing is left of that payment that a person could see to. */
  async #isObsolete({ paymentIntentId, receivedAt, attempts }: StoredEvent): Promise<boolean> {
    if (!paymentIntentId || nextAttempt(receivedAt, attempts, new Date())) return false;
    const payment = (await this.gateway.find(paymentIntentId))?.payment;
    if (payment?.status !== 'succeeded') return payment !== undefined && isFullyClosed(payment, []);
    return isFullyClosed(payment, (await this.gateway.refundsAndDisputes(paymentIntentId)).refunds);
  }
}
