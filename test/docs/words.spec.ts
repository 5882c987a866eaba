import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/program.js';
import { REPLACED, REPLACED_ALONE } from './replaced-words.js';

const EXPORTED = /^export (?:async |abstract |default )*(?:function|class|const|let|interface|type|enum) (\w+)/gm; // prettier-ignore

/** `StripeLine`, `stripe-line.ts` and `STRIPE_LINES` are one name. */
const wordsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const WORDS = { ...REPLACED, ...REPLACED_ALONE };

/** Of a name, or of a file's: what it says that the field has another word for. */
function replacedIn(name: string): string[] {
  const words = wordsOf(name.replace(/([.-](int-)?spec)?\.(ts|mjs)$/, '')).join(' ');
  const says = (old: string, all: string) => [old, `${old}s`].some((each) => ` ${all} `.includes(` ${each} `)); // prettier-ignore
  return [
    ...Object.keys(REPLACED).filter((old) => says(wordsOf(old).join(' '), words)),
    ...Object.keys(REPLACED_ALONE).filter((old) => old.toLowerCase() === words),
  ];
}

const files = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('/generated/')),
);

const namesIn = (file: string) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(EXPORTED)].map(([, name = '']) => name);

describe('a word that the field has another for', () => {
  it('is in no file’s name', () => {
    const found = files.flatMap((file) =>
      replacedIn(path.basename(file)).map((old) => `${file}: ${old} → ${WORDS[old] ?? ''}`),
    );

    expect(found).toEqual([]);
  });

  it('is in no exported name', () => {
    const found = files.flatMap((file) =>
      namesIn(file).flatMap((name) =>
        replacedIn(name).map((old) => `${file}: ${name}: ${old} → ${WORDS[old] ?? ''}`),
      ),
    );

    expect(found).toEqual([]);
  });

  it.each([
    ['stripe-line.spec.ts', ['StripeLine']],
    ['isAtHome', ['atHome']],
    ['SETTLEMENTS', ['Settlement']],
    ['StripeLineItem', ['StripeLine']],
    ['outline', []],
    ['round.int-spec.ts', ['Round']],
    ['RoundRobin', []],
  ])('is seen in %s', (name, found) => {
    expect(replacedIn(name)).toEqual(found);
  });
});

describe('docs/glossary.md', () => {
  it('has at most 45 rows', () => {
    const glossary = readFileSync(path.join(root, 'docs/glossary.md'), 'utf8');
    const rows = glossary.split('\n').filter((line) => line.startsWith('|'));

    expect(rows.length - 2).toBeLessThanOrEqual(45);
  });
});
