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

const MAX_DISTANCE = 2;

/** Whether the shop, the sandbox or nobody reads a variable of this name. */
export function isRead(name: string): boolean {
  return KNOWN.includes(name.toUpperCase()) && (KNOWN.includes(name) || name.endsWith('_proxy'));
}

/**
 * The name that was probably meant by one that nobody reads: a synonym, or a name that differs in two
 * characters at most. Null if it is like none of ours.
 */
export function probablyMeant(name: string): string | null {
  const asOurs = name.toUpperCase().replace(/[-.]/g, '_');
  const synonym = SYNONYMS.get(asOurs);
  if (synonym) return synonym;
  const near = KNOWN.map((known) => ({ known, distance: distanceOf(asOurs, known) }));
  const best = near.reduce((a, b) => (b.distance < a.distance ? b : a));
  // In a short name, two other characters make another word: PORT, SORT.
  return best.distance <= Math.min(MAX_DISTANCE, Math.floor(best.known.length / 5))
    ? best.known
    : null;
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
