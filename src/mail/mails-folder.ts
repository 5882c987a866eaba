import path from 'node:path';

/** Where mails are written without a mail server. */
export function mailsFolder(dataDirectory: string): string {
  return path.join(dataDirectory, 'mail');
}
