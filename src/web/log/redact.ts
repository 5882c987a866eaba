const GONE = '[redacted]';

/**
 * What may never be read in a log, by its looks: the net under whatever reaches a message by a way
 * nobody thought of. No replacement holds a quote, so a line of JSON stays one.
 */
const SECRETS: readonly [RegExp, string][] = [
  [/((?:pi|seti)_\w+?_secret)_\w+/g, `$1_${GONE}`],
  [/((?:^|[?&"'\s])\w*client_secret=)[^&\s"'\\]+/g, `$1${GONE}`],
  [/\b((?:sk|rk)_(?:test|live)_)\w+/g, `$1${GONE}`],
  [/\bwhsec_\w+/g, `whsec_${GONE}`],
  [/\b(Bearer|Basic) [\w.~+/=-]+/g, `$1 ${GONE}`],
  [/\b((?:__Host-)?folio(?:\.sig)?=)[^;\s"'\\]+/g, `$1${GONE}`],
  // The address of an order opens it.
  [/((?:\/|%2f)(?:checkout|orders)(?:\/|%2f))[\w-]{16,}/gi, '$1:token'],
  // Card numbers, in one run or in the groups that are printed on the card.
  [/\b(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5})\b/g, GONE],
];

export function redact(text: string): string {
  return SECRETS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}

/** The same by name, wherever such a field is logged. */
export const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'client_secret',
  'clientSecret',
  'headers.authorization',
  'headers.cookie',
  'headers["set-cookie"]',
  'headers["stripe-signature"]',
  '*.client_secret',
  '*.clientSecret',
];
