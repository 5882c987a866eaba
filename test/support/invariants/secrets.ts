import type { Books } from './books.js';

const SECRETS = /pi_\w+_secret_\w+|sk_(test|live)_\w+|whsec_\w+|\b4242 ?4242 ?4242 ?4242\b/;

/** Nothing that must not be kept is in the log or on disk. */
export function secretsAreNotKept({ texts }: Books): string[] {
  return texts.flatMap(({ where, text }) => {
    const found = SECRETS.exec(text)?.[0];
    return found ? [`${where} holds ${found.slice(0, 12)}…`] : [];
  });
}

/** SQLite finds its file whole, and every row's parents there. */
export function fileIsWhole({ shop }: Books): string[] {
  return shop.damage;
}
