/** A mail that could not be sent, or of which nobody knows whether it was. */
export interface UnsentMail {
  id: string;
  kind: string;
  orderId: string | null;
  recipient: string | null;
  /** `refused` or `failed`: see MailStatus. */
  status: string;
  /** The words of the mail server, or why else it was not sent. */
  lastError: string | null;
  createdAt: Date;
}

/** Mails that were tried, have not been taken so far, and are tried again. */
export interface WaitingMails {
  count: number;
  /** When the oldest was made. */
  since: Date;
  /** Of the last attempt. */
  lastError: string;
}
