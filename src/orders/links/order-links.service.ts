import { Injectable } from '@nestjs/common';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { foldEmail } from '../../common/email-address.js';
import { type Counter, Counters } from '../../web/limits/counters.js';
import { OrderLinksRepository } from './order-links.repository.js';

/** Of mails with links to one address. */
const QUOTA = { times: 3, seconds: 60 * 60 };
const ASKED_TOO_OFTEN = 'Asked for too often';

/**
 * Sends the links of the orders with an e-mail address to that address. Whoever asks learns nothing: the same is done,
 * and takes the same time, whether there are orders or not and whether it was asked for too often. Only the mail that
 * is made later looks for the orders.
 */
@Injectable()
export class OrderLinksService {
  readonly #recipients: Counter;

  constructor(
    private readonly links: OrderLinksRepository,
    private readonly counters: Counters,
  ) {
    this.#recipients = counters.counter('order links', QUOTA);
  }

  async request(email: string): Promise<void> {
    const recipient = foldEmail(email);
    const isWithinQuota = await this.#isWithinQuota(recipient);
    await this.links.enqueue(recipient, isWithinQuota ? null : ASKED_TOO_OFTEN);
  }

  async #isWithinQuota(recipient: string): Promise<boolean> {
    try {
      await this.#recipients.consume(this.counters.pseudonymOf(recipient));
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) return false;
      throw error;
    }
  }
}
