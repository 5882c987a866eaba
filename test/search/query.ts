import { readFileSync } from 'node:fs';
import path from 'node:path';

/** How a query differs from the title that it means. */
export const KINDS = ['case', 'accents', 'prefixes', 'swapped', 'few', 'all'] as const;
export type Kind = (typeof KINDS)[number];

/** A search, and the book that it has to find. */
export interface Query {
  kind: Kind;
  text: string;
  isbn: string;
}

const FILE = path.join(import.meta.dirname, 'queries.ndjson');

/** The frozen ones. `make-queries.ts` makes the file. */
export function readQueries(): Query[] {
  const lines = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Query);
}
