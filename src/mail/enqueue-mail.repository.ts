import { randomUUID } from 'node:crypto';
import { type Sql, toSqlTime } from '../database/sql.js';
import type { MailKind } from './domain/mail-kind.js';
import { type MailStatus, NO_LONGER_TRUE } from './domain/mail-status.js';

export interface NewMail {
  kind: MailKind;
  /** What it is about, such as the id of a refund: one mail for each order, kind and cause. */
  cause: string;
  /** Null for a mail that is about no order. */
  orderId: string | null;
  /** An e-mail address. Null: nobody can be written to, and no mail is made. */
  recipient: string | null;
  /** What the text needs beside the order, which is read when the mail is sent. */
  data?: Readonly<Record<string, unknown>>;
  /** Why it is not to be sent: it is recorded all the same, so that no other is made. */
  dropped?: string | null;
}

/**
 * Makes a mail within its caller's transaction. It is sent after the commit. If there is one already, no other is made:
 * one that was dropped because it was no longer true is pending again, and one that is pending counts as made now.
 */
export async function enqueueMail(sql: Sql, mail: NewMail): Promise<void> {
  const { kind, cause, orderId, recipient, data = null, dropped = null } = mail;
  if (recipient === null) return;
  const now = toSqlTime(new Date());
  const status: MailStatus = dropped === null ? 'pending' : 'dropped';
  await sql.run(
    ENQUEUE,
    ...[randomUUID(), orderId, kind, cause, recipient, data && JSON.stringify(data)],
    ...[status, dropped, now, now, NO_LONGER_TRUE],
  );
}

// A claimed mail keeps its claim. Its sender sees by `createdAt` that it was enqueued again.
const ENQUEUE = `INSERT INTO "OutboxMail"
  ("id", "orderId", "kind", "cause", "recipient", "data", "status", "lastError", "nextAttemptAt", "createdAt")
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT ("orderId", "kind", "cause") DO UPDATE SET
    "status" = 'pending', "attempts" = 0, "lastError" = NULL, "createdAt" = excluded."createdAt",
    "recipient" = excluded."recipient", "data" = excluded."data",
    "nextAttemptAt" = CASE "OutboxMail"."status" WHEN 'pending' THEN "OutboxMail"."nextAttemptAt"
      ELSE excluded."nextAttemptAt" END
  WHERE excluded."status" = 'pending' AND ("OutboxMail"."status" = 'pending'
    OR ("OutboxMail"."status" = 'dropped' AND "OutboxMail"."lastError" = ?))`;
