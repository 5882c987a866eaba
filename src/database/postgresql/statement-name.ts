import { createHash } from 'node:crypto';

const MAX_NAMES = 500;
const names = new Map<string, string>();

/** So that PostgreSQL prepares each text once for a connection. Undefined for more texts than it should keep. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_NAMES) return known;
  const name = `folio_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
  names.set(text, name);
  return name;
}
