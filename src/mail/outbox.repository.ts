import { Injectable } from '@nestjs/common';
import { batchesById } from '../database/batches-by-id.js';
import { DatabaseService } from '../database/database.service.js';
import { fromSqlTime, toSqlTime } from '../database/sql.js';
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

const DUE = `SELECT "id" FROM "OutboxMail" WHERE "status" = 'pending' AND "nextAttemptAt" <= ?
  ORDER BY "nextAttemptAt", "createdAt" LIMIT 1`;

const CLAIM = `UPDATE "OutboxMail" SET "nextAttemptAt" = ?, "attempts" = "attempts" + 1 WHERE "id" = ?
  RETURNING "id", "orderId", "kind", "cause", "recipient", "data", "attempts", "createdAt"`;

// Another process may have sent it meanwhile.
const MARK_SENT = `UPDATE "OutboxMail" SET "status" = 'sent', "sentAt" = ?, "lastError" = NULL
  WHERE "id" = ? AND "status" = 'pending'`;

type ClaimedRow = Omit<ClaimedMail, 'recipient' | 'createdAt'> & {
  recipient: string | null;
  createdAt: string;
};

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
    // Without waiting for writes: most of the time none is due.
    if ((await this.database.sql.all(DUE, toSqlTime(now))).length === 0) return null;
    const claimedUntil = toSqlTime(new Date(now.getTime() + CLAIM_MS));
    const [row] = await this.database.writeSql(async (sql) => {
      const [due] = await sql.all<{ id: string }>(DUE, toSqlTime(now));
      return due ? sql.all<ClaimedRow>(CLAIM, claimedUntil, due.id) : [];
    }, 'mail');
    if (!row?.recipient) return null;
    return { ...row, recipient: row.recipient, createdAt: fromSqlTime(row.createdAt) };
  }

  /** Also if the claim has expired: it was sent. */
  async markSent(id: string, sentAt: Date): Promise<void> {
    await this.database.writeSql((sql) => sql.run(MARK_SENT, toSqlTime(sentAt), id), 'mail');
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
  nextAttemptAt: Date;
  lastError: string;
}>;
