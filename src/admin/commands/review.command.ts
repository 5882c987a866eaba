import { Injectable } from '@nestjs/common';
import type { Order } from '../../orders/domain/order.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { RefundService } from '../../orders/refunds/refund.service.js';
import { ReviewService } from '../../orders/review/review.service.js';
import { type CommandResult, refused, UsageError } from '../command-result.js';
import { findOrder } from '../find-order.js';
import { orderToJson, stateLabel } from '../format/order.js';
import { formatPendingWork, pendingWorkToJson } from '../format/pending-work.js';
import { refundResult } from '../format/refund.js';
import { PendingWorkService } from '../pending-work.service.js';
import { userName } from '../user-name.js';

export const DECISIONS = ['accept', 'refund', 'dismiss'] as const;
export type Decision = (typeof DECISIONS)[number];

@Injectable()
export class ReviewCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly reviews: ReviewService,
    private readonly refunds: RefundService,
    private readonly pending: PendingWorkService,
  ) {}

  /** `subject`: an order's number, or Stripe's id of a payment or an event. */
  async run(subject?: number | string, decision?: Decision): Promise<CommandResult> {
    if (subject === undefined) return this.#list();
    if (decision === undefined) throw new UsageError(`Add a decision: ${DECISIONS.join(', ')}.`);
    if (decision === 'dismiss') return this.#dismiss(subject);
    if (typeof subject === 'string') throw new UsageError(`${subject} can only be dismissed.`);
    const order = await findOrder(this.orders, subject);
    return decision === 'accept' ? this.#accept(order) : this.#refund(order);
  }

  async #list(): Promise<CommandResult> {
    const work = await this.pending.list();
    const lines = formatPendingWork(work);
    const isEmpty = lines.length === 0;
    const waiting =
      work.waitingEvents === 0
        ? []
        : [`${work.waitingEvents} events wait to be tried again; nobody has to decide anything.`];
    return {
      lines: [...(isEmpty ? ['Nothing requires a decision.'] : lines), ...waiting],
      json: pendingWorkToJson(work),
      code: isEmpty ? 0 : 1,
    };
  }

  async #accept(order: Order): Promise<CommandResult> {
    const result = await this.reviews.accept(order);
    if ('refused' in result) return refused(result.refused);
    const { number, state } = result.order;
    const lines = [`Order ${number}: ${stateLabel(state)}.`];
    return { lines, json: orderToJson(result.order), code: 0 };
  }

  async #refund(order: Order): Promise<CommandResult> {
    const unanswered = await this.orders.unansweredRefunds();
    const isRequested = unanswered.some(({ orderNumber }) => orderNumber === order.number);
    if (order.state !== 'needs_review' && !isRequested) return refused('It is not under review.');
    return refundResult(await this.refunds.refund(order, null));
  }

  async #dismiss(subject: number | string): Promise<CommandResult> {
    const order = typeof subject === 'number' ? await findOrder(this.orders, subject) : null;
    const pending = await this.pending.dismiss(order?.id ?? String(subject), userName());
    const disputes = order && (await this.reviews.dismissDispute(order)) ? 1 : 0;
    const dismissed = pending + disputes;
    if (dismissed === 0) return refused(`Nothing about ${subject} can be dismissed.`);
    return { lines: [`Dismissed: ${dismissed} about ${subject}.`], json: { dismissed }, code: 0 };
  }
}
