import { quoteValue } from '../common/quote-value.js';

/** By the name of a variable, or by what stands in it: of these, nothing is shown. */
const SECRET_NAME = /SECRET|KEY/;
const SECRET_VALUE = /(sk|rk|pk|whsec)_/;
/** A URL that has a password if it is a whole one. */
const WITH_PASSWORD = /^(DATABASE_URL|MAIL_URL|HTTPS_PROXY)$/;
/** Up to the last `@`, also of an address that is not written as one. */
const USER_INFO = /^([a-z][a-z0-9+.-]*:\/*)?.*@/is;

/** The value of a variable as an error message shows it, without what may be a secret. Null: not at all. */
export function showValue(name: string, value: string): string | null {
  if (SECRET_NAME.test(name) || SECRET_VALUE.test(value)) return null;
  const shown = WITH_PASSWORD.test(name) ? withoutPassword(value) : value;
  if (shown === null || name === 'MAIL_FROM') return shown && quoteValue(shown);
  return quoteValue(shown.replace(USER_INFO, '$1…@'));
}

/** Whatever is no plain address may be a password in a wrong place: `smtp://user:password`. */
function withoutPassword(value: string): string | null {
  if (/^(file:|\.{0,2}\/)/.test(value)) return value;
  const [scheme = ''] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value) ?? [];
  if (scheme === '') return null;
  return /[:@=?#\s]/.test(value.slice(scheme.length)) ? `${scheme}…` : value;
}
