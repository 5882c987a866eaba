import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EnvError } from './env-error.js';
import { loadDatabaseLocation, loadEnv, unreadVariables } from './load-env.js';

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

  it('lets the process’s own variables win', () => {
    writeDotEnv('PORT=4000\nCURRENCY=eur\n');

    expect(loadEnv(directory, { PORT: '5000', HOST: '' })).toMatchObject({
      port: 5000,
      currency: 'eur',
    });
  });

  it('reads .env behind a byte order mark, with Windows’ line ends and tabs before comments', () => {
    writeDotEnv('\uFEFFPORT=4000\t# not 3000\r\nCURRENCY=eur\t\r\n\r\n');

    expect(loadEnv(directory, {})).toMatchObject({ port: 4000, currency: 'eur' });
  });

  it.each([
    ['the line ends of old Macs', 'PORT=4000\rCURRENCY=eur\r'],
    ['export and any spaces', 'export\tPORT=4000\nexport   CURRENCY = eur\n'],
  ])('reads .env with %s', (_what, text) => {
    writeDotEnv(text);

    expect(loadEnv(directory, {})).toMatchObject({ port: 4000, currency: 'eur' });
  });

  it('makes secrets beside the database and finds them again', () => {
    const first = loadEnv(directory, { DATABASE_URL: 'file:./shop/folio.db' });
    const kept = readFileSync(path.join(directory, 'shop/secrets.json'), 'utf8');

    expect(kept).toContain(first.sessionSecrets[0]);
    expect(loadEnv(directory, { DATABASE_URL: 'file:./shop/folio.db' })).toEqual(first);
  });
});

describe('a .env of which something would not be read', () => {
  const problemsOf = (text: string | Buffer, variables = {}) => {
    writeFileSync(path.join(directory, '.env'), text);
    try {
      loadEnv(directory, variables);
      return [];
    } catch (error) {
      if (!(error instanceof EnvError)) throw error;
      return error.problems.map(({ variable, message }) => `${variable} ${message}`);
    }
  };

  it.each([
    ['UTF-16, as PowerShell’s > writes it', Buffer.from('\uFEFFPORT=4000\r\n', 'utf16le')],
    ['UTF-16 without a byte order mark', Buffer.from('PORT=4000\r\n', 'utf16le')],
    ['Windows-1252', Buffer.from('# Bücher\nPORT=4000\n', 'latin1')],
  ])('is refused in %s', (_encoding, bytes) => {
    expect(problemsOf(bytes)).toEqual(['.env is not in UTF-8: save it as such']);
  });

  it.each([
    ['a folder', (file: string) => mkdirSync(file), 'is a folder, and a file is wanted'],
    ['a link to nothing', (file: string) => symlinkSync('nowhere', file), 'is a link to a file that is not there: mend or remove it'], // prettier-ignore
    ['a link to itself', (file: string) => symlinkSync('.env', file), 'is a link that leads back to itself'], // prettier-ignore
  ])('is refused as %s', (_what, make, problem) => {
    make(path.join(directory, '.env'));

    expect(() => loadEnv(directory, {})).toThrow(`.env ${problem}`);
  });

  it('is refused with a variable that is set twice, of which one value would be read', () => {
    expect(problemsOf('PORT=4000\nOTHER=1\nOTHER=2\n# PORT=1\nexport PORT=5000\n')).toEqual([
      'PORT is set in lines 1 and 5 of .env: keep one',
    ]);
  });

  it.each([
    ['STRIPE_API_KEY', 'STRIPE_SECRET_KEY'],
    ['STRIPE_PUBLIC_KEY', 'STRIPE_PUBLISHABLE_KEY'],
    ['stripe_secret_key', 'STRIPE_SECRET_KEY'],
    ['STRIPE_PUBLISHABEL_KEY', 'STRIPE_PUBLISHABLE_KEY'],
    ['DATABASE-URL', 'DATABASE_URL'],
    ['PUBLIC_URI', 'PUBLIC_URL'],
  ])('is refused with %s, which nobody reads', (name, meant) => {
    expect(problemsOf(`${name}=x\n`)).toEqual([`${name} is not read: rename it to ${meant}`]);
  });

  it.each(['SORT', 'COMPOSE_PROJECT_NAME', 'EDITOR', 'https_proxy', 'SANDBOX_WEBHOOK_URL'])(
    'is read past %s, which others may read',
    (name) => {
      expect(problemsOf(`${name}=x\n`)).toEqual([]);
    },
  );

  it('is refused with lines that are not NAME=value, all of them at once, without what they say', () => {
    const text =
      'PORT=4000\n\nSTRIPE_SECRET_KEY: sk_test_abc\nsk_test_abc\n# fine\nexport CURRENCY=eur\n';

    expect(problemsOf(text)).toEqual([
      '.env has no NAME=value in line 3',
      '.env has no NAME=value in line 4',
    ]);
  });

  it('may have quoted values of several lines', () => {
    expect(problemsOf('NOTE="One line\nand another: one"\nPORT=4000\n')).toEqual([]);
  });

  it('is refused when an empty variable of the process hides what it says', () => {
    const keys = 'STRIPE_SECRET_KEY=sk_test_abc\nSTRIPE_PUBLISHABLE_KEY=pk_test_abc\n';

    const hidden =
      'is set in .env, and empty in the environment, which hides it: unset one of them';
    const empty = { STRIPE_SECRET_KEY: '', STRIPE_PUBLISHABLE_KEY: ' ', HOST: '' };

    expect(problemsOf(keys, empty)).toEqual([
      `STRIPE_PUBLISHABLE_KEY ${hidden}`,
      `STRIPE_SECRET_KEY ${hidden}`,
    ]);
  });
});

describe(loadDatabaseLocation.name, () => {
  it('takes no other database than the one that a misspelt name was to give', () => {
    writeDotEnv('DATABSE_URL=file:./shop.db\n');

    expect(() => loadDatabaseLocation(directory, {})).toThrow('rename it to DATABASE_URL');
  });

  it('reads DATABASE_URL alone, whatever else is wrong', () => {
    writeDotEnv('PORT=eighty\nDATABASE_URL=file:./shop.db\n');

    expect(loadDatabaseLocation(directory, {})).toEqual({
      kind: 'sqlite',
      path: path.join(directory, 'shop.db'),
    });
  });
});

describe(unreadVariables.name, () => {
  it.each([
    ['SMPT_HOST', 'MAIL_URL'],
    ['MAIL_PORT', 'MAIL_URL'],
    ['DB_PASWORD', 'DATABASE_URL'],
    ['SORT', 'PORT'],
    ['NODE_EVN', 'NODE_ENV'],
  ])('warns about %s, which nothing reads: %s may be meant', (name, meant) => {
    writeDotEnv(`${name}=hunter2\n`);

    expect(unreadVariables(directory)).toEqual([
      `${name} in .env is read by nothing. Is ${meant} meant?`,
    ]);
  });

  it('names nothing where the name is like none', () => {
    writeDotEnv('FAVOURITE_COLOUR=blue\n');

    expect(unreadVariables(directory)).toEqual(['FAVOURITE_COLOUR in .env is read by nothing.']);
  });

  it('prints no name that may be a part of a secret', () => {
    writeDotEnv('SESSION_SECRET=abc\nQx3hunter2AbCdEfGhIjKlMn==\n');

    expect(String(unreadVariables(directory))).toMatch(/^A line in .env/);
  });

  it.each([
    'STRIPE_CLI_TELEMETRY_OPTOUT',
    'NODE_OPTIONS',
    'COMPOSE_PROJECT_NAME',
    'POSTGRES_PASSWORD',
    'PGPASSWORD',
    'TZ',
    'npm_config_registry',
  ])('does not warn about %s, which another program reads', (name) => {
    writeDotEnv(`${name}=1\n`);

    expect(unreadVariables(directory)).toEqual([]);
  });

  it('does not warn about what the shop, its sandbox or its compose file has, nor about errors', () => {
    const project = path.resolve(import.meta.dirname, '../..');
    const namesIn = (file: string, pattern: RegExp) =>
      [...readFileSync(path.join(project, file), 'utf8').matchAll(pattern)].map(([, name]) => name);
    const names = [
      ...namesIn('.env.example', /^#([A-Z_]+)=/gm),
      ...namesIn('docker-compose.yml', /^ +([A-Z_]+): /gm),
      ...namesIn('sandbox/src/config.ts', /^ {4}([A-Z_]+): z/gm),
      'STRIPE_API_KEY',
      'PUBLICURL',
    ];
    writeDotEnv(names.map((name) => `${name}=1\n`).join(''));

    expect(names.length).toBeGreaterThan(40);
    expect(unreadVariables(directory)).toEqual([]);
  });

  it('warns about nothing without a .env', () => {
    expect(unreadVariables(directory)).toEqual([]);
  });
});
