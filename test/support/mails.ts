import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { mailsFolder } from '../../src/mail/mails-folder.js';
import { onDatabase } from './database.js';

export interface OutboxRow {
  id: string;
  orderId: string | null;
  kind: string;
  cause: string;
  recipient: string | null;
  data: string | null;
  status: string;
  attempts: number;
  nextAttemptAt: string;
  lastError: string | null;
}

/** The outbox, oldest first. */
export function outboxOf(databasePath: string): OutboxRow[] {
  const sql = 'SELECT * FROM OutboxMail ORDER BY createdAt, kind';
  return onDatabase(databasePath, (database) => database.prepare<[], OutboxRow>(sql).all());
}

/** Their names, oldest first. */
export function mailFilesIn(dataDirectory: string): string[] {
  const folder = mailsFolder(dataDirectory);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** The mails that the shop has written into files, oldest first, as a mail program reads them. */
export function mailsIn(dataDirectory: string) {
  const folder = mailsFolder(dataDirectory);
  return Promise.all(
    mailFilesIn(dataDirectory).map((file) => readMail(readFileSync(path.join(folder, file)))),
  );
}

export async function readMail(source: Buffer | string) {
  const { messageId, from, to, subject, text, html, headers } = await PostalMime.parse(source);
  return { messageId, from, to, subject, text, html, headers };
}
