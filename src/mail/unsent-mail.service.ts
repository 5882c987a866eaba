import { Injectable } from '@nestjs/common';
import type { DatabaseService } from '../database/database.service.js';
import { OutboxRepository } from './outbox.repository.js';
import type { UnsentMail, WaitingMails } from './unsent-mail.js';

/** Longer than a mail server is down for an update of its own. */
const NOTABLE_MS = 3_600_000;

/** The mails that a person has to look at, and what they may do. */
@Injectable()
export class UnsentMailService {
  constructor(private readonly outbox: OutboxRepository) {}

  /** For a program that opens a database without the shop's modules. */
  static of(database: DatabaseService): UnsentMailService {
    return new UnsentMailService(new OutboxRepository(database));
  }

  /** Refused by the mail server, tried in vain, or stopped by a restore. Oldest first. */
  list(): Promise<UnsentMail[]> {
    return this.outbox.unsent();
  }

  /** For more than an hour, although they were tried. Null if there are none. */
  waiting(now = new Date()): Promise<WaitingMails | null> {
    return this.outbox.waiting(new Date(now.getTime() - NOTABLE_MS));
  }

  /** Puts it back into the outbox, for another address if one is given. False if it was sent or is waiting. */
  sendAgain(id: string, recipient: string | null): Promise<boolean> {
    return this.outbox.sendAgain(id, recipient, new Date());
  }

  /** It stays unsent. False if there is nothing to dismiss. */
  dismiss(id: string, dismissedBy: string): Promise<boolean> {
    return this.outbox.dismiss(id, `Dismissed by ${dismissedBy}.`);
  }

  /** Of a restored database: those that waited when the backup was made may have been sent since. */
  failWaiting(): Promise<void> {
    return this.outbox.failWaiting(
      'It waited when the backup was made that was restored, and may have been sent since.',
    );
  }
}
