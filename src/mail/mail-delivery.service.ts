import { Injectable, Logger } from '@nestjs/common';
import { messageOf } from '../common/error.js';
import { MailContentService } from './content/mail-content.service.js';
import { nextAttempt } from './domain/next-attempt.js';
import { Mailer, MailRefusedError } from './mailer.js';
import { type ClaimedMail, OutboxRepository } from './outbox.repository.js';

/** Sends what is in the outbox, at least once. */
@Injectable()
export class MailDeliveryService {
  readonly #logger = new Logger(MailDeliveryService.name);

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly content: MailContentService,
    private readonly mailer: Mailer,
  ) {}

  /** Sends one mail after the other, until none is due or one fails: the server may be down. */
  async sendDue(shouldContinue: () => boolean = () => true): Promise<void> {
    while (shouldContinue()) {
      const mail = await this.outbox.claim(new Date());
      if (!mail || !(await this.#send(mail))) return;
    }
  }

  /** False if it is tried again later. */
  async #send(claimed: ClaimedMail): Promise<boolean> {
    try {
      const mail = await this.content.render(claimed);
      if (!mail) {
        await this.outbox.dropUntrue(claimed);
        return true;
      }
      await this.mailer.send(mail);
    } catch (error) {
      return this.#fail(claimed, error);
    }
    // fail-point: mail-accepted
    await this.outbox.markSent(claimed.id, new Date());
    return true;
  }

  /** The server's words may name the recipient, so they are not logged. */
  async #fail({ id, kind, attempts, createdAt }: ClaimedMail, error: unknown): Promise<boolean> {
    const now = new Date();
    const next = error instanceof MailRefusedError ? null : nextAttempt(createdAt, attempts, now);
    if (next) {
      this.#logger.warn(
        `The mail ${id} (${kind}) could not be sent${codeOf(error)}; again at ${next.toISOString()}`,
      );
      await this.outbox.retryAt(id, next, messageOf(error));
      return false;
    }
    const status = error instanceof MailRefusedError ? 'refused' : 'failed';
    this.#logger.error(
      `The mail ${id} (${kind}) ${WHY[status]}: npm run orders -- review shows it`,
    );
    await this.outbox.end(id, status, messageOf(error));
    return true;
  }
}

/** Node's or nodemailer's, such as ECONNREFUSED or EAUTH: it names nobody. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? ` (${code})` : '';
}

const WHY = {
  refused: 'was refused by the mail server',
  failed: 'could not be sent for three days',
};
