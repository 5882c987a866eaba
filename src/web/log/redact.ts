const REDACTED = '[redacted]';

/**
 * Patterns of secrets that are removed from every log line, wherever they come from. No replacement
 * contains a quote, so that a line of JSON stays valid.
 */
const SECRETS: readonly [RegExp, string][] = [
  [/((?:pi|seti)_\w+?_secret)_\w+/g, `$1_${REDACTED}`],
  [/((?:^|[?&"'\s])\w*client_secret=)[^&\s"'\\]+/g, `$1${REDACTED}`],
  [/\b((?:sk|rk)_(?:test|live)_)\w+/g, `$1${REDACTED}`],
  [/\bwhsec_\w+/g, `whsec_${REDACTED}`],
  [/\b(Bearer|Basic) [\w.~+/=-]+/g, `$1 ${REDACTED}`],
  [/\b((?:__Host-)?folio(?:\.sig)?=)[^;\s"'\\]+/g, `$1${REDACTED}`],
  // The URL of an order is a credential.
  [/((?:\/|%2f)(?:checkout|orders)(?:\/|%2f))[\w-]{16,}/gi, '$1:token'],
  // An address within a text, such as the arguments of a statement: see src/pricing/delivery.ts.
  [/\{(\\+")name\1:.*?\1phone\1:\1(?:(?!\1).)*\1\}/g, REDACTED],
  // Card numbers, with or without the separators that are printed on a card.
  [/\b(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5})\b/g, REDACTED],
];

export function redact(text: string): string {
  return SECRETS.reduce(
    (clean, [pattern, replacement]) => clean.replace(pattern, replacement),
    text,
  );
}

/** Fields that are censored by name. */
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
  'deliveryAddress',
  'shipping',
  '*.address',
  '*.deliveryAddress',
  '*.shipping',
];
