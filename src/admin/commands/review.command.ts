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
import { type Dismissible, PendingWorkService } from '../pending-work.service.js';
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

  /**
   * `subject`: an order's number, or Stripe's id of a payment or an event. `only`: what to dismiss of an order of which
   * more is open.
   */
  async run(
    subject?: number | string,
    decision?: Decision,
    only?: Dismissible,
  ): Promise<CommandResult> {
    if (only && decision !== 'dismiss') throw new UsageError('--only goes with dismiss.');
    if (subject === undefined) return this.#list();
    if (decision === undefined) throw new UsageError(`Add a decision: ${DECISIONS.join(', ')}.`);
    if (decision === 'dismiss') return this.#dismiss(subject, only);
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

  /** One kind at a time: a person who has seen one has not seen the other. */
  async #dismiss(subject: number | string, only?: Dismissible): Promise<CommandResult> {
    const order = typeof subject === 'number' ? await findOrder(this.orders, subject) : null;
    const open = order ? await this.pending.openOf(order) : ['discrepancy' as const];
    const [kind, another] = only ? [only] : open;
    if (another) return refused(severalOpen(subject, open));
    const dismissed = kind ? await this.#dismissKind(kind, order, String(subject)) : 0;
    if (dismissed === 0) return refused(`Nothing about ${subject} can be dismissed.`);
    return { lines: [`Dismissed: ${dismissed} about ${subject}.`], json: { dismissed }, code: 0 };
  }

  async #dismissKind(kind: Dismissible, order: Order | null, subject: string): Promise<number> {
    if (kind === 'discrepancy')
      return this.pending.dismissDiscrepancies(order?.id ?? subject, userName());
    if (!order) return 0;
    if (kind === 'event') return this.pending.dismissEvents(order, userName());
    if (kind === 'withdrawal') return this.pending.dismissWithdrawal(order.id, userName());
    return (await this.reviews.dismissDispute(order)) ? 1 : 0;
  }
}

function severalOpen(subject: number | string, open: readonly Dismissible[]): string {
  const choices = open.map((kind) => `--only ${kind}`).join(', or ');
  return `Order ${subject} has more than one thing open. Say what you have seen: review ${subject} dismiss ${choices}`;
}
