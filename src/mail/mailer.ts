/** A mail with its text. */
export interface Mail {
  /** Of its row: the same each time that it is sent. */
  id: string;
  kind: string;
  /** An e-mail address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** When it was caused. */
  date: Date;
}

/** The server will never take this mail. */
export class MailRefusedError extends Error {
  override name = 'MailRefusedError';
}

/** The port to what takes mails. */
export abstract class Mailer {
  /** Resolves when the mail is in other hands. Throws a MailRefusedError, or another error if it may succeed later. */
  abstract send(mail: Mail): Promise<void>;
}
