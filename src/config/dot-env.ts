import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { EnvProblem } from './env-error.js';

interface DotEnv {
  variables: Record<string, string | undefined>;
  /** What cannot have been meant: values would be lost without a word. */
  problems: EnvProblem[];
}

const AN_ENTRY = /^\s*(export\s+)?[\w.-]+\s*=/;
/** A value in quotes may have several lines. */
const QUOTED_VALUE = /=[^\S\n]*(["'`])[\s\S]*?\1/g;

/** Reads `.env` in the directory, which need not be there. */
export function readDotEnv(directory: string): DotEnv {
  const file = path.join(directory, '.env');
  if (!existsSync(file)) return { variables: {}, problems: [] };
  const text = decode(readFileSync(file));
  if (text === null)
    return { variables: {}, problems: [problem('is not in UTF-8: save it as such')] };
  const problems = badLines(text).map((line) => problem(`has no NAME=value in line ${line}`));
  return { variables: parseEnv(text), problems };
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

/** Their numbers, from 1. The lines of a quoted value count as empty. */
function badLines(text: string): number[] {
  const lines = text
    .replace(QUOTED_VALUE, (value) => `=${value.replace(/[^\n]/g, '')}`)
    .split('\n');
  return lines.flatMap((line, index) =>
    /^\s*(#|$)/.test(line) || AN_ENTRY.test(line) ? [] : [index + 1],
  );
}

const problem = (message: string): EnvProblem => ({ variable: '.env', message });
