import { Injectable } from '@nestjs/common';
import { batchesById } from '../database/batches-by-id.js';
import { DatabaseService } from '../database/database.service.js';
import type { Prisma } from '../database/generated/client.js';
import { fromSqlTime } from '../database/sql.js';
import { type MailStatus, NO_LONGER_TRUE } from './domain/mail-status.js';
import type { UnsentMail, WaitingMails } from './unsent-mail.js';

/** Longer than a mailer takes for one mail. */
const CLAIM_MS = 120_000;
const MAX_ERROR_LENGTH = 500;
const MAX_LISTED = 1_000;
const UNSENT = { status: { in: ['refused', 'failed'] satisfies MailStatus[] } };

/** A mail that is being sent. */
export interface ClaimedMail {
  id: string;
  orderId: string | null;
  kind: string;
  cause: string;
  recipient: string;
  /** JSON */
  data: string | null;
  /** With this one. */
  attempts: number;
  createdAt: Date;
}

const WITH_PEOPLE = `SELECT "id", "createdAt",
    CASE WHEN "status" <> 'pending' AND "recipient" IS NOT NULL THEN 1 ELSE 0 END AS "isDue"
  FROM "OutboxMail" WHERE "id" > ? ORDER BY "id" LIMIT ?`;

interface MailRow {
  id: string;
  createdAt: string;
  isDue: number;
}

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * The mail that has been due for the longest time, kept from others for two minutes: if its sender dies, it is due
   * again then. Null if none is due.
   */
  async claim(now: Date): Promise<ClaimedMail | null> {
    if (!(await this.#findDue(now))) return null;
    return this.database.write(async (tx) => {
      const due = await tx.outboxMail.findFirst(dueAt(now));
      if (!due) return null;
      const nextAttemptAt = new Date(now.getTime() + CLAIM_MS);
      const { recipient, ...claimed } = await tx.outboxMail.update({
        where: { id: due.id },
        data: { nextAttemptAt, attempts: { increment: 1 } },
      });
      return recipient === null ? null : { ...claimed, recipient };
    }, 'mail');
  }

  /** Without waiting for writes: most of the time none is due. */
  #findDue(now: Date) {
    return this.database.reader.outboxMail.findFirst(dueAt(now));
  }

  /** Also if the claim has expired: it was sent. */
  markSent(id: string, sentAt: Date): Promise<void> {
    return this.#change(id, { status: 'sent', sentAt, lastError: null });
  }

  retryAt(id: string, nextAttemptAt: Date, error: string): Promise<void> {
    return this.#change(id, { nextAttemptAt, lastError: error.slice(0, MAX_ERROR_LENGTH) });
  }

  /** Unless it was enqueued again since the claim: it may be true then. */
  async dropUntrue({ id, createdAt }: ClaimedMail): Promise<void> {
    await this.database.write(
      (tx) =>
        tx.outboxMail.updateMany({
          where: { id, createdAt, status: 'pending' },
          data: { status: 'dropped', lastError: NO_LONGER_TRUE },
        }),
      'mail',
    );
  }

  /** It is not tried again. */
  end(id: string, status: 'refused' | 'failed', reason: string): Promise<void> {
    return this.#change(id, { status, lastError: reason.slice(0, MAX_ERROR_LENGTH) });
  }

  /** Oldest first. */
  unsent(): Promise<UnsentMail[]> {
    return this.database.reader.outboxMail.findMany({
      where: UNSENT,
      orderBy: { createdAt: 'asc' },
      take: MAX_LISTED,
      omit: { cause: true, data: true, attempts: true, nextAttemptAt: true, sentAt: true },
    });
  }

  /** Those that were made before then, and have failed since. Null if there are none. */
  async waiting(before: Date): Promise<WaitingMails | null> {
    const where = { status: 'pending', lastError: { not: null }, createdAt: { lt: before } };
    const { outboxMail } = this.database.reader;
    const { _count: count, _min: oldest } = await outboxMail.aggregate({
      where,
      _count: true,
      _min: { createdAt: true },
    });
    const last = await outboxMail.findFirst({
      where,
      orderBy: { nextAttemptAt: 'desc' },
      select: { lastError: true },
    });
    if (!oldest.createdAt || !last?.lastError) return null;
    return { count, since: oldest.createdAt, lastError: last.lastError };
  }

  /** Its three days begin anew. False if it is none of the unsent, or has no address. */
  async sendAgain(id: string, recipient: string | null, now: Date): Promise<boolean> {
    const again = { status: 'pending', attempts: 0, nextAttemptAt: now, createdAt: now };
    const { count } = await this.database.write(
      (tx) =>
        tx.outboxMail.updateMany({
          where: { id, ...UNSENT, ...(recipient === null && { recipient: { not: null } }) },
          data: { ...again, ...(recipient !== null && { recipient }) },
        }),
      'mail',
    );
    return count === 1;
  }

  async dismiss(id: string, reason: string): Promise<boolean> {
    const { count } = await this.database.write(
      (tx) =>
        tx.outboxMail.updateMany({
          where: { id, ...UNSENT },
          data: { status: 'dropped', lastError: reason },
        }),
      'mail',
    );
    return count === 1;
  }

  async failWaiting(reason: string): Promise<void> {
    await this.database.write((tx) =>
      tx.outboxMail.updateMany({
        where: { status: 'pending' },
        data: { status: 'failed', lastError: reason },
      }),
    );
  }

  /** Deletes the addresses, and what else is about people, of mails that were made before then. The rows stay. Resolves to how many. */
  async forgetPeople(before: Date): Promise<number> {
    let forgotten = 0;
    for await (const mails of batchesById<MailRow>(this.database.sql, WITH_PEOPLE, '')) {
      const old = mails.filter(({ isDue, createdAt }) => isDue === 1 && fromSqlTime(createdAt) < before); // prettier-ignore
      if (old.length > 0) forgotten += await this.#forget(old.map(({ id }) => id));
    }
    return forgotten;
  }

  async #forget(ids: string[]): Promise<number> {
    const { count } = await this.database.write((tx) =>
      tx.outboxMail.updateMany({
        where: { id: { in: ids }, status: { not: 'pending' } },
        data: { recipient: null, data: null, lastError: null },
      }),
    );
    return count;
  }

  /** Only while it is pending: another process may have sent it meanwhile. */
  async #change(id: string, data: OutboxColumns): Promise<void> {
    await this.database.write(
      (tx) => tx.outboxMail.updateMany({ where: { id, status: 'pending' }, data }),
      'mail',
    );
  }
}

type OutboxColumns = Partial<{
  status: MailStatus;
  sentAt: Date;
  nextAttemptAt: Date;
  lastError: string | null;
}>;

function dueAt(now: Date) {
  return {
    where: { status: 'pending', nextAttemptAt: { lte: now } },
    orderBy: [{ nextAttemptAt: 'asc' }, { createdAt: 'asc' }],
    select: { id: true },
  } satisfies Prisma.OutboxMailFindFirstArgs;
}
