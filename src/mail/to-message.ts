import type { SendMailOptions } from 'nodemailer';
import type { MailSender } from '../config/mail-variables.js';
import type { Mail } from './mailer.js';

/** As nodemailer takes it, which encodes every header. */
export function toMessage(mail: Mail, from: MailSender): SendMailOptions {
  const { id, to, subject, text, html, date } = mail;
  return {
    from,
    // As an object: a text would be parsed, and could name several.
    to: { name: '', address: to },
    subject,
    text,
    html,
    date,
    messageId: messageIdOf(id, from),
    // No answer by an absent reader’s mailbox (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The same each time that the mail is sent: what has arrived twice is recognized. */
function messageIdOf(id: string, { address }: MailSender): string {
  return `<${id}@${address.slice(address.lastIndexOf('@') + 1)}>`;
}
