import path from 'node:path';
import type { z } from 'zod';
import { messageOf } from '../common/error.js';
import { valueClause } from '../common/quote-value.js';
import { readShopText } from './read-shop-text.js';
import { ShopFileError } from './shop-file-error.js';

/**
 * A JSON file in SHOP_DIR, such as `shop.json`, as the schema has it. Throws a ShopFileError that lists every
 * problem with its path and the value there: a message of the schema is the rest of a sentence that begins with that
 * path, and ends with an example, such as `must be a country's code, such as "US"`.
 */
export function readShopFile<Schema extends z.ZodType>(
  shopDirectory: string,
  name: string,
  schema: Schema,
): z.output<Schema> {
  const file = path.join(shopDirectory, name);
  const json = parseJson(file, readShopText(shopDirectory, name));
  const parsed = schema.safeParse(json, { error: defaultMessage });
  if (parsed.success) return parsed.data;
  throw new ShopFileError(
    file,
    parsed.error.issues.flatMap((issue) => problemsOf(issue, json)),
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ShopFileError(file, [`it is not JSON${placeOf(error, text)}: ${messageOf(error)}`]);
  }
}

/** Node 20 gives the position only. */
function placeOf(error: unknown, text: string): string {
  const position = /at position (\d+)/.exec(messageOf(error))?.[1];
  if (position === undefined) return '';
  return `, line ${text.slice(0, Number(position)).split('\n').length}`;
}

const KINDS: Record<string, string> = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

/** Where the schema says nothing itself. */
const defaultMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return undefined;
  const kind = KINDS[issue.expected] ?? issue.expected;
  return issue.input === undefined ? `is missing: ${kind}` : `must be ${kind}`;
};

function problemsOf(issue: z.core.$ZodIssue, json: unknown): string[] {
  const place = pathOf(issue.path) || 'the file';
  if (issue.code !== 'unrecognized_keys')
    return [`${place} ${issue.message}${valueClause(issue.path, json)}`];
  return issue.keys.map((key) => {
    const name = pathOf([...issue.path, key]);
    return `${name} is not known here: correct its name, or remove it`;
  });
}

/** As one would write it: `zones[0].countries`. */
function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
