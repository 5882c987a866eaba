import { shorten } from './shorten.js';

const LONGEST = 60;

/** What somebody wrote, as an error message shows it: in quotes, shortened, and in one line. */
export function quoteValue(value: unknown): string {
  const quoted =
    typeof value === 'string'
      ? JSON.stringify(shorten(value, LONGEST))
      : shorten(JSON.stringify(value), LONGEST);
  return quoted.replace(LEFT_BY_JSON, escaped);
}

/** The end of a message about what stands at that path: `; it is "UK"`, or nothing if nothing stands there. */
export function valueClause(path: readonly PropertyKey[], json: unknown): string {
  const value = path.reduce<unknown>(
    (parent, key) => (parent as Partial<Record<PropertyKey, unknown>> | null)?.[key],
    json,
  );
  return value === undefined ? '' : `; it is ${quoteValue(value)}`;
}

/** Control characters that JSON does not escape: nobody sees them, and a terminal obeys some. */
const LEFT_BY_JSON = /[\u007f-\u009f]/gu;
const escaped = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
