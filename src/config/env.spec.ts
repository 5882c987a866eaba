import { describe, expect, it } from '@jest/globals';
import { databaseOf, parseEnv } from './env.js';
import { EnvError } from './env-error.js';

const directory = '/srv/folio';
const generated = { session: 's'.repeat(64), webhook: 'whsec_generated' };
const parse = (raw: Record<string, string | undefined> = {}) =>
  parseEnv(raw, { directory, generatedSecrets: () => generated });

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://books.example',
  SESSION_SECRET: 'x'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_live_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};

function problemsIn(raw: Record<string, string | undefined>): string[] {
  try {
    parse(raw);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.problems.map(({ variable, message }) => `${variable} ${message}`);
  }
}

describe('configuration without a single variable', () => {
  it('is a shop on this machine, paying in the embedded sandbox', () => {
    expect(parse()).toEqual({
      nodeEnv: 'development',
      logLevel: 'info',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      trustProxy: 0,
      database: { kind: 'sqlite', path: '/srv/folio/data/folio.db' },
      dataDirectory: '/srv/folio/data',
      shopDirectory: '/srv/folio/shop',
      backup: { everySeconds: 3600, directory: '/srv/folio/data/backups' },
      currency: 'usd',
      sessionSecrets: [generated.session],
      sweepMs: 60_000,
      orderExpiresMs: 3_600_000,
      addressMonths: 12,
      mail: { url: null, from: null },
      stripe: {
        mode: 'sandbox',
        embedded: true,
        secretKey: 'sk_test_foliosandbox',
        publishableKey: 'pk_test_foliosandbox',
        webhookSecrets: [generated.webhook],
        apiBase: 'http://127.0.0.1:12111',
        jsUrl: 'http://127.0.0.1:12111/js/endive/stripe.js',
        proxy: null,
      },
      sandbox: { port: 12111, dataPath: '/srv/folio/data/sandbox.db' },
    });
  });

  it('cannot be changed afterwards', () => {
    const env = parse();

    expect([env, env.stripe, env.sandbox].every((part) => Object.isFrozen(part))).toBe(true);
  });
});

describe('configuration by variables', () => {
  it('takes NAME= for a variable that is not set', () => {
    expect(parse({ PORT: '', STRIPE_SECRET_KEY: '', SESSION_SECRET: '', HOST: '' })).toEqual(
      parse(),
    );
  });

  it.each([
    ['::1', 'http://localhost:3000'],
    ['0.0.0.0', 'http://localhost:3000'],
    ['192.168.1.5', 'http://192.168.1.5:3000'],
    ['2001:db8::5', 'http://[2001:db8::5]:3000'],
    ['[2001:db8::5]', 'http://[2001:db8::5]:3000'],
    ['shop.lan', 'http://shop.lan:3000'],
  ])('names the address that HOST=%s is opened by', (host, publicUrl) => {
    expect(parse({ HOST: host }).publicUrl).toBe(publicUrl);
  });

  it('listens at the address that is written in brackets', () => {
    expect(parse({ HOST: '[::1]' }).host).toBe('::1');
  });

  it('takes no space around a value for a part of it', () => {
    expect(parse({ PORT: '8080 ', CURRENCY: 'eur\t', HOST: ' ' })).toMatchObject({
      port: 8080,
      currency: 'eur',
      host: '127.0.0.1',
    });
  });

  it('follows PORT and SANDBOX_PORT in the addresses it makes', () => {
    const env = parse({ PORT: '8080', SANDBOX_PORT: '8081' });

    expect(env.publicUrl).toBe('http://localhost:8080');
    expect(env.stripe.apiBase).toBe('http://127.0.0.1:8081');
    expect(env.stripe.jsUrl).toBe('http://127.0.0.1:8081/js/endive/stripe.js');
  });

  it.each([
    ['https://books.example/', 'https://books.example'],
    ['https://books.example:8443', 'https://books.example:8443'],
    ['http://localhost:80', 'http://localhost'],
  ])('reduces PUBLIC_URL %s to its origin', (given, origin) => {
    expect(parse({ PUBLIC_URL: given }).publicUrl).toBe(origin);
  });

  it('keeps the sandbox in memory when that is asked for, in no file of that name', () => {
    expect(parse({ SANDBOX_DATA: ':memory:' }).sandbox.dataPath).toBe(':memory:');
  });

  it('takes several session secrets, the first of which signs', () => {
    const [next, last] = ['n'.repeat(32), 'l'.repeat(40)];

    expect(parse({ SESSION_SECRET: ` ${next} , ${last},` }).sessionSecrets).toEqual([next, last]);
  });

  it('takes several webhook secrets while one replaces another', () => {
    const { stripe } = parse({ STRIPE_WEBHOOK_SECRET: 'whsec_new,whsec_old' });

    expect(stripe.webhookSecrets).toEqual(['whsec_new', 'whsec_old']);
  });

  it('takes a currency in capitals', () => {
    expect(parse({ CURRENCY: 'EUR' }).currency).toBe('eur');
  });

  it('makes no secret up where all are given', () => {
    const generatedSecrets = () => {
      throw new Error('asked for');
    };

    expect(() => parseEnv(PRODUCTION, { directory, generatedSecrets })).not.toThrow();
  });
});

describe('the listener’s address', () => {
  it.each([
    ['development', '127.0.0.1'],
    ['test', '127.0.0.1'],
    ['production', '0.0.0.0'],
  ])('in %s is %s', (mode, host) => {
    expect(parse({ ...PRODUCTION, NODE_ENV: mode }).host).toBe(host);
  });

  it('is HOST when that is set', () => {
    expect(parse({ HOST: '::' }).host).toBe('::');
    expect(parse({ ...PRODUCTION, HOST: '127.0.0.1' }).host).toBe('127.0.0.1');
  });
});

describe('a configuration that is not usable', () => {
  it('is told in one message, every bad variable with its value, unless that is secret, and an example', () => {
    const raw = {
      NODE_ENV: 'staging',
      PORT: 'eighty',
      SESSION_SECRET: 'short',
      STRIPE_SECRET_KEY: 'pk_test_abc',
    };

    expect(() => parse(raw)).toThrow(
      [
        'The configuration is not usable. Mend these in .env or the environment:',
        '  NODE_ENV must be one of development, production, test; it is "staging" (for example: development)',
        '  PORT must be a whole number from 1 to 65535; it is "eighty" (for example: 3000)',
        '  SESSION_SECRET must be at least 32 characters, each (for example: (the output of: openssl rand -hex 32))',
        '  STRIPE_SECRET_KEY must be a secret key (for example: sk_test_…)',
      ].join('\n'),
    );
  });

  it('names what is bad alone and what is bad together at once', () => {
    expect(problemsIn({ NODE_ENV: 'production', PORT: '-1', PUBLIC_URL: 'books.example' })).toEqual(
      [
        'PORT must be a whole number from 1 to 65535; it is "-1"',
        'PUBLIC_URL must be an http or https address; it is "books.example"',
        'SESSION_SECRET is required when NODE_ENV is production',
        'STRIPE_SECRET_KEY is required when NODE_ENV is production',
        'STRIPE_PUBLISHABLE_KEY is required when NODE_ENV is production',
        'STRIPE_WEBHOOK_SECRET is required when NODE_ENV is production',
      ],
    );
  });

  it('names the secrets that shops on several machines need the same of, and does not make them up', () => {
    const DATABASE_URL = 'postgresql://folio:secret@database.example/folio';
    const why = 'is required when the database is on another machine: all shops on it need the same'; // prettier-ignore
    const keys = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' };

    expect(problemsIn({ DATABASE_URL })).toEqual([`SESSION_SECRET ${why}`, `STRIPE_WEBHOOK_SECRET ${why}`]); // prettier-ignore
    expect(problemsIn({ DATABASE_URL, ...keys })).toEqual([`SESSION_SECRET ${why}`]);
    expect(problemsIn({ ...PRODUCTION, DATABASE_URL })).toEqual([]);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('makes them up for a database at %s', (host) => {
    expect(problemsIn({ DATABASE_URL: `postgresql://folio:secret@${host}/folio` })).toEqual([]);
  });

  it('lets the shop have the sandbox’s port when there is no sandbox', () => {
    expect(problemsIn({ ...PRODUCTION, PORT: '12111' })).toEqual([]);
  });

  it('names a list with two bad entries once', () => {
    expect(problemsIn({ STRIPE_WEBHOOK_SECRET: 'sk_test_abc,we_123' })).toHaveLength(1);
  });

  it('is told with the value of what fits nothing else, and of a database without its password', () => {
    const keys = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' };
    const DATABASE_URL = 'postgresql://folio:hunter2@localhost';

    expect(problemsIn({ ...keys, STRIPE_API_BASE: 'http://127.0.0.1:9' })[0]).toBe('STRIPE_JS_URL is missing: server and browser must meet the same Stripe'); // prettier-ignore
    expect(problemsIn({ PORT: '9', SANDBOX_PORT: '9' })).toEqual(['SANDBOX_PORT is that of the shop too: the sandbox needs one of its own; it is "9"']); // prettier-ignore
    expect(() => databaseOf({ DATABASE_URL }, directory)).toThrow('DATABASE; it is "postgresql://…" (for'); // prettier-ignore
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '0'],
    ['SANDBOX_PORT', '0'],
    ['SANDBOX_PORT', '3000'],
    ['PUBLIC_URL', 'https://books.example/shop'],
    ['PUBLIC_URL', 'https://books.example?x=1'],
    ['PUBLIC_URL', 'https://books.example/#top'],
    ['PUBLIC_URL', 'https://ada:secret@books.example'],
    ['PUBLIC_URL', 'http://0.0.0.0:3000'],
    ['PUBLIC_URL', 'http://[::]:3000'],
    ['PORT', '80.5'],
    ['PORT', '80 81'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '11'],
    ['LOG_LEVEL', 'verbose'],
    ['CURRENCY', 'xyz'],
    ['CURRENCY', '$'],
    ['PUBLIC_URL', 'ftp://books.example'],
    ['SESSION_SECRET', ' , '],
    ['SESSION_SECRET', `${'x'.repeat(32)},short`],
    ['STRIPE_WEBHOOK_SECRET', ','],
    ['STRIPE_WEBHOOK_SECRET', 'sk_test_abc'],
    ['SWEEP_SECONDS', '0'],
    ['SWEEP_SECONDS', '-1'],
    ['SWEEP_SECONDS', '86401'],
    ['ORDER_EXPIRES_SECONDS', 'an hour'],
    ['SANDBOX_PORT', 'none'],
  ])('refuses %s=%s', (variable, value) => {
    expect(problemsIn({ [variable]: value })).toEqual([expect.stringContaining(`${variable} `)]);
  });
});

describe(databaseOf.name, () => {
  it.each([
    [undefined, '/srv/folio/data/folio.db'],
    ['file:other.db', '/srv/folio/other.db'],
    ['file:../shared/folio.db', '/srv/shared/folio.db'],
    ['file:/var/lib/folio.db', '/var/lib/folio.db'],
    ['file:///var/lib/folio.db', '/var/lib/folio.db'],
  ])('resolves %s from where the program stands', (url, path) => {
    expect(databaseOf({ DATABASE_URL: url }, directory)).toEqual({ kind: 'sqlite', path });
  });

  it.each(['postgresql://folio:secret@localhost:5432/folio', 'postgres://localhost/folio'])(
    'takes %s',
    (url) => {
      expect(databaseOf({ DATABASE_URL: url }, directory)).toEqual({ kind: 'postgresql', url });
    },
  );

  it.each(['./folio.db', 'file:', 'file::memory:', 'file:a?b'])(
    'refuses %s with a sentence',
    (url) => {
      expect(() => databaseOf({ DATABASE_URL: url }, directory)).toThrow(
        'DATABASE_URL must be "file:" and a path, for SQLite, or begin with "postgresql://"',
      );
    },
  );

  it.each([
    ['postgresql://localhost', 'must name a server and a database'],
    ['postgresql:///folio', 'must name a server and a database'],
    ['postgresql://localhost/folio?schema=shop', 'must not name a schema'],
    ['postgresql://u:100%@localhost/folio', '% is %25'],
    ['postgresql://localhost/folio?options=-cfsync%3Doff', 'must not have "options"'],
  ])('refuses %s with what is wrong', (url, reason) => {
    expect(() => databaseOf({ DATABASE_URL: url }, directory)).toThrow(reason);
  });

  it('keeps data in the folder of an SQLite file, in DATA_DIR, or in ./data', () => {
    const directoryOf = (variables: Record<string, string>) =>
      parseEnv(variables, { directory, generatedSecrets: () => generated }).dataDirectory;

    expect(directoryOf({ DATABASE_URL: 'file:/var/lib/shop/folio.db' })).toBe('/var/lib/shop');
    expect(directoryOf({ DATABASE_URL: 'postgresql://localhost/folio' })).toBe('/srv/folio/data');
    expect(directoryOf({ DATA_DIR: '../covers' })).toBe('/srv/covers');
  });

  it('minds no other variable', () => {
    const path = '/srv/folio/data/folio.db';
    expect(databaseOf({ PORT: 'eighty' }, directory)).toEqual({ kind: 'sqlite', path });
  });
});
