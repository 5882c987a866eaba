import { domainToASCII, domainToUnicode } from 'node:url';
import { z } from 'zod';
import { Texts } from '../texts/texts.js';

const error = () => Texts.t('input.email');
/** RFC 5321: the path in angle brackets has 256 octets. */
export const MAX_EMAIL_LENGTH = 254;

// Letters of any script and the full stops of East Asian keyboards: a URL parser would cut at `/` or `#`.
const DOMAIN = /^[\p{L}\p{M}\p{N}.。．｡-]+$/u;

/** As Chromium sends it, and as Stripe takes it: `info@bücher.de` is `info@xn--bcher-kva.de`. */
function toAscii(email: string): string {
  return withDomain(email, domainToASCII);
}

/** For people: `info@xn--bcher-kva.de` is `info@bücher.de`. */
export function toUnicodeEmail(email: string): string {
  return withDomain(email, domainToUnicode);
}

function withDomain(email: string, convert: (domain: string) => string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const converted = at > 0 && DOMAIN.test(domain) ? convert(domain) : '';
  return converted ? `${email.slice(0, at)}@${converted}` : email;
}

/**
 * An address that passes `<input type=email>`, with the domain in ASCII. The one difference: the domain has
 * a dot, as Stripe requires.
 */
export const EmailAddress = z
  .string({ error })
  .trim()
  .transform(toAscii)
  .pipe(
    z
      .email({
        pattern: z.regexes.html5Email,
        error,
        abort: true,
      })
      .max(MAX_EMAIL_LENGTH, {
        error: () => Texts.t('input.emailLong', { maximum: MAX_EMAIL_LENGTH }),
      })
      .refine(hasDottedDomain, { error: () => Texts.t('input.emailDot') }),
  );

/** Of a checked address: equal for two that reach the same mailbox, as far as anybody can tell. */
export function foldEmail(email: string): string {
  return email.toLowerCase();
}

/** Whether two checked addresses reach the same mailbox. False if one is null. */
export function isSameEmail(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && foldEmail(one) === foldEmail(other);
}

function hasDottedDomain(email: string): boolean {
  return email.slice(email.lastIndexOf('@')).includes('.');
}
