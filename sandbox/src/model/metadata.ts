import { charactersOf } from './characters.js';

export type Metadata = Readonly<Record<string, string>>;

const MOST_KEYS = 50;
const LONGEST_KEY = 40;
const LONGEST_VALUE = 500;

type Merged = { ok: true; metadata: Metadata } | { ok: false; param: string; message: string };

/** New keys are added, known ones replaced, empty values remove; `null` removes everything. */
export function mergeMetadata(current: Metadata, changes: Metadata | null): Merged {
  if (changes === null) return { ok: true, metadata: {} };
  for (const [key, value] of Object.entries(changes)) {
    const message = entryProblem(key, value);
    if (message !== null) return { ok: false, param: `metadata[${key}]`, message };
  }
  const kept = Object.entries({ ...current, ...changes }).filter(([, value]) => value !== '');
  if (kept.length <= MOST_KEYS) return { ok: true, metadata: Object.fromEntries(kept) };
  const message = `Metadata can have up to ${MOST_KEYS} keys, but this would make ${kept.length}.`;
  return { ok: false, param: 'metadata', message };
}

function entryProblem(key: string, value: string): string | null {
  const keyLength = charactersOf(key).length;
  if (keyLength > LONGEST_KEY) {
    return `Metadata keys can have up to ${LONGEST_KEY} characters, but you passed in a key that is ${keyLength} characters. Invalid key: ${key}`;
  }
  const valueLength = charactersOf(value).length;
  if (valueLength > LONGEST_VALUE) {
    return `Metadata values can have up to ${LONGEST_VALUE} characters, but you passed in a value that is ${valueLength} characters. Invalid value: ${value}`;
  }
  return null;
}
