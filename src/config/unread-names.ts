import { Variables } from './env.variables.js';

/** Read by others than the shop: the sandbox, and the proxy variables under their other names. */
const OTHER_NAMES = [
  'SANDBOX_HOST',
  'SANDBOX_WEBHOOK_URL',
  'SANDBOX_WEBHOOK_SECRET',
  'SANDBOX_RETRY_SECONDS',
  'SANDBOX_LATER_SECONDS',
  'ALL_PROXY',
  'HTTP_PROXY',
];
const KNOWN: string[] = [...Variables.keyof().options, ...OTHER_NAMES];

/** Names of other programs and guides for what the shop reads under another name. */
const SYNONYMS: ReadonlyMap<string, keyof Variables> = new Map([
  ['STRIPE_API_KEY', 'STRIPE_SECRET_KEY'],
  ['STRIPE_KEY', 'STRIPE_SECRET_KEY'],
  ['STRIPE_PRIVATE_KEY', 'STRIPE_SECRET_KEY'],
  ['STRIPE_SK', 'STRIPE_SECRET_KEY'],
  ['STRIPE_PUBLIC_KEY', 'STRIPE_PUBLISHABLE_KEY'],
  ['STRIPE_PK', 'STRIPE_PUBLISHABLE_KEY'],
  ['NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY', 'STRIPE_PUBLISHABLE_KEY'],
  ['STRIPE_ENDPOINT_SECRET', 'STRIPE_WEBHOOK_SECRET'],
  ['STRIPE_SIGNING_SECRET', 'STRIPE_WEBHOOK_SECRET'],
  ['BASE_URL', 'PUBLIC_URL'],
  ['APP_URL', 'PUBLIC_URL'],
  ['SITE_URL', 'PUBLIC_URL'],
  ['COOKIE_SECRET', 'SESSION_SECRET'],
]);

/** Names of settings that others have one by one, and the shop in one variable. */
const PARTS: ReadonlyMap<string, keyof Variables> = new Map([
  ['SMTP_URL', 'MAIL_URL'],
  ['SMTP_HOST', 'MAIL_URL'],
  ['SMTP_PORT', 'MAIL_URL'],
  ['SMTP_USER', 'MAIL_URL'],
  ['SMTP_PASSWORD', 'MAIL_URL'],
  ['MAIL_HOST', 'MAIL_URL'],
  ['MAIL_PORT', 'MAIL_URL'],
  ['MAIL_USER', 'MAIL_URL'],
  ['MAIL_PASSWORD', 'MAIL_URL'],
  ['SMTP_FROM', 'MAIL_FROM'],
  ['DB_URL', 'DATABASE_URL'],
  ['DB_HOST', 'DATABASE_URL'],
  ['DB_PASSWORD', 'DATABASE_URL'],
]);

/** Read from `.env` by others: Docker Compose, Node.js, npm, Prisma, PostgreSQL, the Stripe CLI, systemd and shells. */
const OF_OTHERS =
  /^(BUILDKIT|CHECKPOINT|COMPOSE|DOCKER|FOLIO_TEST|LC|NPM_CONFIG|PRISMA|STRIPE_CLI|UV|XDG)_|^NODE_(COMPILE|DEBUG|EXTRA|NO|OPTIONS|PATH|TLS|USE|V8)|^PG[A-Z]+$|^POSTGRES_(DB|HOST_AUTH|INITDB|PASSWORD|USER)|^STRIPE_(DEVICE_NAME|NO_AUTO_UPDATE)$|^(CI|DEBUG|EDITOR|FORCE_COLOR|HOME|LANG|NO_COLOR|PATH|SSL_CERT_\w+|TMPDIR|TZ)$/i;

const MAX_DISTANCE = 2;

/** What looks otherwise may be the second line of a secret. */
const PLAUSIBLE = /^[a-z][a-z0-9.-]{0,19}$|^[a-z][a-z0-9.-]*_[a-z0-9_.-]*$/i;
const PART_OF_A_VALUE =
  'A line in .env is read by nothing. Is it the second line of a value? Such a value needs quotes.';

/** Whether the shop, the sandbox or nobody reads a variable of this name. */
export function isRead(name: string): boolean {
  return KNOWN.includes(name.toUpperCase()) && (KNOWN.includes(name) || name.endsWith('_proxy'));
}

/**
 * The name that was certainly meant by one that nobody reads: a synonym, or a name that differs in two
 * characters at most. Null if it is like none of ours.
 */
export function certainlyMeant(name: string): string | null {
  const asOurs = inOurStyle(name);
  const synonym = SYNONYMS.get(asOurs);
  if (synonym) return synonym;
  const { known, distance } = nearestTo(asOurs, KNOWN);
  // In a short name, two other characters make another word: PORT, SORT.
  return distance <= Math.min(MAX_DISTANCE, Math.floor(known.length / 5)) ? known : null;
}

/** What a warning says about a name in `.env`. Null: somebody reads it, or it is an error. */
export function describeUnread(name: string): string | null {
  if (isRead(name) || OF_OTHERS.test(name) || certainlyMeant(name) !== null) return null;
  const { known, distance } = nearestTo(inOurStyle(name), [...KNOWN, ...PARTS.keys()]);
  if (!PLAUSIBLE.test(name)) return PART_OF_A_VALUE;
  const isLike = distance <= Math.floor(known.length / 3);
  const meant = isLike ? ` Is ${PARTS.get(known) ?? known} meant?` : '';
  return `${name} in .env is read by nothing.${meant}`;
}

const inOurStyle = (name: string) => name.toUpperCase().replace(/[-.]/g, '_');

function nearestTo(name: string, names: readonly string[]): { known: string; distance: number } {
  const near = names.map((known) => ({ known, distance: distanceOf(name, known) }));
  return near.reduce((a, b) => (b.distance < a.distance ? b : a));
}

/** Levenshtein's: how many characters have to be put in, taken out or replaced. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
