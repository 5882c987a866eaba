/** A mail that could not be sent. */
export interface UnsentMail {
  id: string;
  kind: string;
  orderId: string | null;
  recipient: string | null;
  /** `refused` or `failed`: see MailStatus. */
  status: string;
  /** The words of the mail server. */
  lastError: string | null;
  createdAt: Date;
}
