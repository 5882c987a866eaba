import { Injectable } from '@nestjs/common';
import { shortageMessage } from '../../catalog/domain/shortage.js';
import type { Order } from '../domain/order.js';
import { PaymentSyncService } from '../payment/payment-sync.service.js';
import { ReviewRepository } from './review.repository.js';

export type ReviewResult = { order: Order } | { refused: string };

/** Decisions of a person about orders under review and disputes. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** Marks the order paid, then applies its refunds and disputes. */
  async accept(order: Order): Promise<ReviewResult> {
    // The payment may have been refunded meanwhile; then no copies are reserved.
    await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
    const accepted = await this.reviews.accept(order.id, 'admin');
    if (accepted === 'not_in_review') return { refused: 'It is not under review.' };
    if (accepted === 'refund_pending') return { refused: REFUND_PENDING };
    if (accepted !== 'accepted') {
      const hint = 'Put copies on the shelf first (npm run orders -- stock), or refund the order.';
      return { refused: `${shortageMessage(accepted.shortage)} ${hint}` };
    }
    const { order: synced } = await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
    return { order: synced };
  }

  /** False if the order is not disputed, or is dismissed already. */
  dismissDispute(order: Order): Promise<boolean> {
    return this.reviews.dismissDispute(order.id, 'admin');
  }
}

const REFUND_PENDING =
  'A refund of it is under way: npm run orders -- review prints the command that ends it. Run that one first.';
