import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generatedSecrets } from './generated-secrets.js';

let directory: string;
beforeEach(() => {
  directory = path.join(mkdtempSync(path.join(tmpdir(), 'folio-secrets-')), 'data');
});
afterEach(() => {
  rmSync(path.dirname(directory), { recursive: true });
});

describe(generatedSecrets.name, () => {
  it('makes long secrets in a folder that need not be there yet', () => {
    const { session, webhook } = generatedSecrets(directory);

    expect(session).toMatch(/^[0-9a-f]{64}$/);
    expect(webhook).toMatch(/^whsec_[0-9a-f]{64}$/);
  });

  it('makes them once', () => {
    expect(generatedSecrets(directory)).toEqual(generatedSecrets(directory));
    expect(readdirSync(directory)).toEqual(['secrets.json']);
  });

  it('keeps them from other people of the machine', () => {
    generatedSecrets(directory);

    expect(statSync(path.join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('says what to do with a file that cannot be used', () => {
    generatedSecrets(directory);
    writeFileSync(path.join(directory, 'secrets.json'), '');

    expect(() => generatedSecrets(directory)).toThrow(/secrets\.json cannot be used\. Delete it/);
  });
});
