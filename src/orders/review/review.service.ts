import { Injectable } from '@nestjs/common';
import { shortageMessage } from '../../catalog/domain/shortage.js';
import type { Order } from '../domain/order.js';
import { PaymentSyncService } from '../payment/payment-sync.service.js';
import { ReviewRepository } from './review.repository.js';

export type ReviewResult = { order: Order } | { refused: string };

/** What a person decides of an order that the shop could not decide by itself. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** The order counts as paid, or as what its ledger says it is by now. */
  async accept(order: Order): Promise<ReviewResult> {
    // Its money may have gone back meanwhile: no copies are taken off the shelf for that.
    await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
    const accepted = await this.reviews.accept(order.id, 'admin');
    if (accepted === 'not_in_review') return { refused: 'It is not under review.' };
    if (accepted === 'refund_pending') return { refused: REFUND_PENDING };
    if (accepted !== 'accepted') {
      const cure = 'Put copies on the shelf first (npm run db:studio), or refund the order.';
      return { refused: `${shortageMessage(accepted.shortage)} ${cure}` };
    }
    const { order: settled } = await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
    return { order: settled };
  }

  /** Nothing more is to be done about it. False when it is not disputed, or that was said already. */
  dismissDispute(order: Order): Promise<boolean> {
    return this.reviews.dismissDispute(order.id, 'admin');
  }
}

const REFUND_PENDING =
  'A refund of it is under way: npm run orders -- review prints the command that ends it. Run that one first.';
