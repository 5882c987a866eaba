import { Injectable, Logger } from '@nestjs/common';
import { asError } from '../common/error.js';
import { ShopProblem } from '../common/problem.js';
import { type PaymentEvent, PaymentGateway } from '../payments/payment-gateway.js';
import { isFullyClosed } from '../payments/payment.js';
import { nextAttempt } from './next-attempt.js';
import { WebhookEventProcessor } from './webhook-event-processor.service.js';
import { type StoredEvent, WebhookEventRepository } from './webhook-event.repository.js';

/** Younger events may still be processed by a request. */
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
   * Verifies, stores and processes an event. Resolves once it is stored, even if processing failed and
   * is retried later. Throws `invalid-signature` or `invalid-event`, and then nothing is stored.
   */
  async receive(body: Buffer, signatures: string[]): Promise<void> {
    const event = this.#read(body, signatures);
    const isDone = await this.processor.changesNothing(event);
    const stored = await this.events.store(event, 'webhook', isDone);
    // fail-point: event-stored
    if (stored) await this.#processOrRetryLater(stored);
    // fail-point: event-processed
  }

  /** Stores and processes an event from Stripe's list. */
  async ingestMissed(event: PaymentEvent): Promise<void> {
    const isDone = await this.processor.changesNothing(event);
    const stored = await this.events.store(event, 'event_list', isDone);
    // fail-point: event-backfilled
    if (stored) await this.#processOrRetryLater(stored);
  }

  resolveDeadLettersOf(paymentIntentId: string): Promise<void> {
    return this.events.resolveDeadLettersOf(paymentIntentId);
  }

  /** All that is due now. An event that fails again is due later than that, so that this comes to an end. */
  async retryDue(shouldContinue: () => boolean, now = new Date()): Promise<void> {
    const abandonedBefore = new Date(now.getTime() - ABANDONED_AFTER_MS);
    await this.#retryAll(() => this.events.abandoned(abandonedBefore), shouldContinue);
    await this.#retryAll(() => this.events.due(now), shouldContinue);
  }

  /** An event that is signed and refused is told: an endpoint at Stripe is set up wrongly. */
  #read(body: Buffer, signatures: string[]): PaymentEvent {
    try {
      return this.gateway.readEvent(body, signatures);
    } catch (error) {
      const isSigned = error instanceof ShopProblem && error.code === 'invalid-event';
      if (isSigned) this.#logger.error(`A signed event is refused. ${error.options.detail ?? ''}`);
      throw error;
    }
  }

  async #retryAll(nextBatch: () => Promise<StoredEvent[]>, shouldContinue: () => boolean) {
    for (;;) {
      const batch = await nextBatch();
      for (const event of batch) {
        if (!shouldContinue()) return;
        await this.#processOrRetryLater(event);
      }
      if (batch.length === 0) return;
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
      const { message, stack } = asError(error);
      // Only the stack: the error object may contain Stripe's whole response.
      this.#logger.error(`Event ${event.eventId} (${event.type}) could not be processed`, stack);
      await this.#retryLater(event, message);
    }
  }

  async #retryLater(event: StoredEvent, reason: string): Promise<void> {
    // fail-point: event-not-processed
    const next = nextAttempt(event.receivedAt, event.attempts, new Date());
    if (!next) this.#logger.error(`Event ${event.eventId} is a dead letter: ${reason}`);
    await this.events.scheduleRetry(event, reason, next);
  }

  /** On the last attempt: a payment that is canceled or refunded in full is done. */
  async #isObsolete({ paymentIntentId, receivedAt, attempts }: StoredEvent): Promise<boolean> {
    if (!paymentIntentId || nextAttempt(receivedAt, attempts, new Date())) return false;
    const payment = (await this.gateway.find(paymentIntentId))?.payment;
    if (payment?.status !== 'succeeded') return payment !== undefined && isFullyClosed(payment, []);
    return isFullyClosed(payment, (await this.gateway.refundsAndDisputes(paymentIntentId)).refunds);
  }
}
