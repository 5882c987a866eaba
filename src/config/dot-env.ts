import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { hasCode } from '../common/error.js';
import { whyUnreadable } from '../common/why-unreadable.js';
import type { EnvProblem } from './env-error.js';

interface DotEnv {
  variables: Record<string, string | undefined>;
  /** What cannot have been meant: values would be lost without a word. */
  problems: EnvProblem[];
  /** The lines of each name that stands there more than once. */
  repeated: Map<string, number[]>;
}

const AN_ENTRY = /^\s*(?:export\s+)?([\w.-]+)\s*=/;
/** A value in quotes may have several lines. */
const QUOTED_VALUE = /=[^\S\n]*(["'`])[\s\S]*?\1/g;

/** Reads `.env` in the directory, which need not be there. */
export function readDotEnv(directory: string): DotEnv {
  const bytes = readIfThere(path.join(directory, '.env'));
  if (typeof bytes === 'string') return { ...NOTHING, problems: [problem(bytes)] };
  const text = bytes && decode(bytes);
  if (bytes && text === null)
    return { ...NOTHING, problems: [problem('is not in UTF-8: save it as such')] };
  return text ? read(text.replace(/\r\n?/g, '\n')) : NOTHING;
}

const NOTHING: DotEnv = { variables: {}, problems: [], repeated: new Map() };

/** Null if it is not there; a text says why it cannot be read. */
function readIfThere(file: string): Buffer | string | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) return whyUnreadable(error);
    const isLink = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
    return isLink ? 'is a link to a file that is not there: mend or remove it' : null;
  }
}

function read(text: string): DotEnv {
  const lines = withoutQuoted(text);
  const problems = badLines(lines).map((line) => problem(`has no NAME=value in line ${line}`));
  // Node’s parser takes one space after `export` only.
  const variables = Object.fromEntries(
    Object.entries(parseEnv(text)).map(([name, value]) => [
      name.replace(/^export\s|\s/g, ''),
      value,
    ]),
  );
  return { variables, problems, repeated: repeatedNames(lines) };
}

/** Without a byte order mark. Null if it is in another encoding, such as the UTF-16 of PowerShell's `>`. */
function decode(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The lines, those of a quoted value empty. */
const withoutQuoted = (text: string) =>
  text.replace(QUOTED_VALUE, (value) => `=${value.replace(/[^\n]/g, '')}`).split('\n');

/** Their numbers, from 1. */
function badLines(lines: readonly string[]): number[] {
  return lines.flatMap((line, index) =>
    /^\s*(#|$)/.test(line) || AN_ENTRY.test(line) ? [] : [index + 1],
  );
}

function repeatedNames(lines: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const name = AN_ENTRY.exec(line)?.[1];
    if (name === undefined) continue;
    const numbers = found.get(name) ?? [];
    numbers.push(index + 1);
    found.set(name, numbers);
  }
  return new Map([...found].filter(([, numbers]) => numbers.length > 1));
}

const problem = (message: string): EnvProblem => ({ variable: '.env', message });
