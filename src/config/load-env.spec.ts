import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadDatabasePath, loadEnv } from './load-env.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'folio-env-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const writeDotEnv = (text: string) => {
  writeFileSync(path.join(directory, '.env'), text);
};

describe(loadEnv.name, () => {
  it('does without a .env', () => {
    expect(loadEnv(directory, {}).port).toBe(3000);
  });

  it('reads .env, comments and quotes and all', () => {
    writeDotEnv('# The shop\nPORT=4000 # not 3000\nCURRENCY="eur"\nexport TRUST_PROXY=1\n');

    expect(loadEnv(directory, {})).toMatchObject({ port: 4000, currency: 'eur', trustProxy: 1 });
  });

  it('lets the process’s own variables win, an empty one too', () => {
    writeDotEnv('PORT=4000\nCURRENCY=eur\n');

    expect(loadEnv(directory, { PORT: '5000', CURRENCY: '' })).toMatchObject({
      port: 5000,
      currency: 'usd',
    });
  });

  it('makes secrets beside the database and finds them again', () => {
    const first = loadEnv(directory, { DATABASE_URL: 'file:./shop/folio.db' });
    const kept = readFileSync(path.join(directory, 'shop/secrets.json'), 'utf8');

    expect(kept).toContain(first.sessionSecrets[0]);
    expect(loadEnv(directory, { DATABASE_URL: 'file:./shop/folio.db' })).toEqual(first);
  });
});

describe(loadDatabasePath.name, () => {
  it('reads DATABASE_URL alone, whatever else is wrong', () => {
    writeDotEnv('PORT=eighty\nDATABASE_URL=file:./shop.db\n');

    expect(loadDatabasePath(directory, {})).toBe(path.join(directory, 'shop.db'));
  });
});
