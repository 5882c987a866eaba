import { z } from 'zod';
import { EmailAddress } from '../common/email-address.js';
import { isEncoded } from './is-encoded.js';

/** Who a mail is from. */
export interface MailSender {
  /** Empty: the address alone. */
  name: string;
  address: string;
}

const NAME_AND_ADDRESS = /^(.*?)<([^<>]+)>$/su;
const CONTROL = /\p{Cc}/u;

/** `smtp://user:password@host:587`; `smtps://` is TLS from the first byte. */
export const mailUrl = z.string().refine(isMailUrl, {
  error:
    'must be smtp:// or smtps:// with a host, and end after the port; a password is encoded as in a URL (@ is %40, / is %2F, % is %25)',
});

function isMailUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const { protocol, hostname, pathname, search, hash } = url;
  const isComplete = /^smtps?:$/.test(protocol) && hostname !== '';
  return isComplete && isEncoded(url) && /^\/?$/.test(pathname) && search === '' && hash === '';
}

/** `orders@books.example` or `A Bookshop <orders@books.example>`. */
export const mailSender = z.string().transform((text, context): MailSender => {
  const [, name = '', address = text] = NAME_AND_ADDRESS.exec(text) ?? [];
  const parsed = EmailAddress.safeParse(address);
  if (parsed.success && !CONTROL.test(name)) return { name: unquoted(name), address: parsed.data };
  context.addIssue('must be an e-mail address, or a name and <an address>');
  return z.NEVER;
});

function unquoted(name: string): string {
  return name.trim().replace(/^"(.*)"$/su, '$1');
}
