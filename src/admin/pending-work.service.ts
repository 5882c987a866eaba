import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { UnsentMail, WaitingMails } from '../mail/unsent-mail.js';
import { UnsentMailService } from '../mail/unsent-mail.service.js';
import type { Order } from '../orders/domain/order.js';
import { OrderQueries, type UnansweredRefund } from '../orders/order.queries.js';
import { dismissWithdrawal } from '../orders/withdrawal/dismiss-withdrawal.repository.js';
import {
  openWithdrawals,
  type OpenWithdrawal,
} from '../orders/withdrawal/open-withdrawals.queries.js';
import { dismissDiscrepancies } from '../reconciliation/discrepancies/dismiss-discrepancies.repository.js';
import {
  DiscrepancyQueries,
  type OpenDiscrepancy,
} from '../reconciliation/discrepancies/discrepancy.queries.js';
import {
  dismissDeadLetters,
  dismissScheduledRetries,
} from '../webhooks/dismiss-events.repository.js';
import { type DeadLetter, WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { requiresManualAction } from './format/order.js';

const MAX_ORDERS = 1_000;

/** What can be dismissed of an order. */
export const DISMISSIBLE = ['dispute', 'withdrawal', 'discrepancy', 'event'] as const;
export type Dismissible = (typeof DISMISSIBLE)[number];

export interface PendingDiscrepancy extends Pick<
  OpenDiscrepancy,
  'kind' | 'shopValue' | 'stripeValue' | 'foundAt'
> {
  /** An order's number, or a payment's `pi_…`. */
  subject: string;
}

export interface PendingWork {
  inReview: Order[];
  disputed: Order[];
  withdrawals: OpenWithdrawal[];
  refunds: UnansweredRefund[];
  events: DeadLetter[];
  /** Of themselves they need no decision: they are tried again. */
  waitingEvents: number;
  discrepancies: PendingDiscrepancy[];
  /** Refused, tried in vain, or waiting in a backup that was restored. */
  mails: UnsentMail[];
  /** They are tried again, for more than an hour already. Null if there are none. */
  waitingMails: WaitingMails | null;
}

/** Lists and dismisses what a person has to decide. */
@Injectable()
export class PendingWorkService {
  constructor(
    private readonly database: DatabaseService,
    private readonly orders: OrderQueries,
    private readonly events: WebhookEventQueries,
    private readonly discrepancies: DiscrepancyQueries,
    private readonly mails: UnsentMailService,
  ) {}

  async list(): Promise<PendingWork> {
    const disputed = await this.orders.list({ state: 'disputed', limit: MAX_ORDERS });
    return {
      inReview: await this.orders.list({ state: 'needs_review', limit: MAX_ORDERS }),
      disputed: disputed.filter(requiresManualAction),
      withdrawals: await openWithdrawals(this.database),
      refunds: await this.orders.unansweredRefunds(),
      events: await this.events.deadLetters(),
      waitingEvents: await this.events.countWaiting(),
      discrepancies: await this.#listDiscrepancies(),
      mails: await this.mails.list(),
      waitingMails: await this.mails.waiting(),
    };
  }

  /** What is open of this order. */
  async openOf(order: Order): Promise<Dismissible[]> {
    const withdrawals = await openWithdrawals(this.database, { orderId: order.id });
    const discrepancies = await this.discrepancies.open();
    const events = await this.events.deadLetters();
    const isOpen: Record<Dismissible, boolean> = {
      dispute: order.state === 'disputed' && requiresManualAction(order),
      withdrawal: withdrawals.length > 0,
      discrepancy: discrepancies.some(({ subjectId }) => subjectId === order.id),
      event: events.some(({ paymentIntentId: id }) => id !== null && id === order.paymentIntentId),
    };
    return DISMISSIBLE.filter((kind) => isOpen[kind]);
  }

  /** Returns how many withdrawals of the order were open: one or none. */
  dismissWithdrawal(orderId: string, dismissedBy: string): Promise<number> {
    const dismissal = { dismissedAt: new Date(), dismissedBy };
    return this.database.write((tx) => dismissWithdrawal(tx, orderId, dismissal));
  }

  /** Returns how many failed events of the order's payment were not dismissed before. */
  dismissEvents({ paymentIntentId }: Order, dismissedBy: string): Promise<number> {
    const dismissal = { dismissedAt: new Date(), dismissedBy };
    return this.database.write((tx) =>
      paymentIntentId ? dismissDeadLetters(tx, paymentIntentId, dismissal) : Promise.resolve(0),
    );
  }

  /**
   * Dismisses the discrepancies of an order; or those of a payment or an event with its failed events, also with those
   * that are still being retried. Returns how many were pending.
   */
  dismissDiscrepancies(id: string, dismissedBy: string): Promise<number> {
    const dismissal = { dismissedAt: new Date(), dismissedBy };
    return this.database.write(async (tx) => {
      const discrepancies = await dismissDiscrepancies(tx, id, dismissal);
      const events = await dismissDeadLetters(tx, id, dismissal);
      const count = discrepancies + events;
      if (count > 0) await dismissScheduledRetries(tx, id, dismissal);
      return count;
    });
  }

  async #listDiscrepancies(): Promise<PendingDiscrepancy[]> {
    const open = await this.discrepancies.open();
    const numbers = await this.orders.numbersOf(open.flatMap(({ orderId }) => orderId ?? []));
    return open.map(({ kind, subjectId, shopValue, stripeValue, foundAt }) => ({
      kind,
      subject: String(numbers.get(subjectId) ?? subjectId),
      shopValue,
      stripeValue,
      foundAt,
    }));
  }
}
