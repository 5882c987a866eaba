import { hasCode, messageOf } from './error.js';

const REASONS: Record<string, string> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder, and a file is wanted',
  ELOOP: 'is a link that leads back to itself',
};

/** Why a file cannot be read, as the rest of a sentence that begins with its name. */
export function whyUnreadable(error: unknown): string {
  const known = Object.entries(REASONS).find(([code]) => hasCode(error, code));
  if (known) return known[1];
  if (!hasCode(error, 'EACCES')) return `cannot be read: ${messageOf(error)}`;
  const user = process.getuid?.() ?? 'that runs this';
  return `may not be read by user ${user}: give it to that user, or make it readable`;
}
