import { messageOf } from '../../common/error.js';
import type { MailSender } from '../../config/mail-variables.js';
import { type Mail, Mailer, MailRefusedError } from '../mailer.js';
import { toMessage } from '../to-message.js';
import { smtpOptions } from './smtp-options.js';

/** Less than a claim lasts: see OutboxRepository. */
const SEND_MS = 60_000;
/** Of these the recipient or the text is the cause. What a server says to others is about the shop. */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA'];
/** The shop has to sign in, or to use TLS. */
const ABOUT_THE_SHOP = [530, 535, 538];

/** Hands each mail to a server, over a connection of its own. */
export class SmtpMailer extends Mailer {
  constructor(
    private readonly url: string,
    private readonly from: MailSender,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    // Not at the start of the shop, which it would slow down.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(smtpOptions(this.url));
    try {
      const signal = AbortSignal.timeout(SEND_MS);
      await transport.sendMail({ ...toMessage(mail, this.from), signal });
    } catch (error) {
      if (isRefusal(error)) throw new MailRefusedError(messageOf(error), { cause: error });
      throw error;
    } finally {
      transport.close();
    }
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  const isPermanent = responseCode >= 500 && !ABOUT_THE_SHOP.includes(responseCode);
  return isPermanent && ABOUT_THE_MAIL.includes(command);
}
