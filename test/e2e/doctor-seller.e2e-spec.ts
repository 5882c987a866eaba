import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from 'stripe-sandbox/testing';
import { slipsFolder } from '../../src/fulfilment/slip/slips-folder.js';
import { freshDatabase } from '../support/database.js';
import { exampleShop, shopFolder } from '../support/shop-folder.js';
import { FakeSmtpServer } from '../support/smtp-server.js';

interface Check {
  name: string;
  state: string;
  message: string;
  remedy: string | null;
}

let doctor: ChildProcess;
let databasePath: string;

beforeAll(async () => {
  doctor = fork(path.join(import.meta.dirname, '../support/programs/doctor.mjs'));
  databasePath = await freshDatabase();
});
afterAll(() => {
  doctor.kill();
});

async function examine(env: Record<string, string>): Promise<Check[]> {
  const ports = { PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) };
  doctor.send({ ...ports, DATABASE_URL: `file:${databasePath}`, ...env });
  const [checks] = (await once(doctor, 'message')) as [Check[]];
  return checks;
}
const find = (checks: Check[], name: string) => checks.filter((check) => check.name === name);

/** What production asks for, with a Stripe that is not there. */
const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://books.example',
  SESSION_SECRET: 'a secret of the doctor’s tests'.repeat(2),
  STRIPE_SECRET_KEY: 'sk_test_foliodoctor',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_foliodoctor',
  STRIPE_WEBHOOK_SECRET: 'whsec_foliodoctorfoliodoctorfoliodoctor',
  STRIPE_API_BASE: 'http://127.0.0.1:1',
  STRIPE_JS_URL: 'http://127.0.0.1:1',
};

describe('npm run doctor, about mail', () => {
  let server: FakeSmtpServer;

  beforeAll(async () => {
    server = await FakeSmtpServer.start();
  });
  afterAll(() => server.stop());

  const aboutMail = async (env: Record<string, string>) =>
    find(await examine({ MAIL_FROM: 'books@books.example', ...env }), 'mail')[0];

  it('says that mails are files, which is no failure', async () => {
    const DATA_DIR = path.dirname(databasePath);

    for (const env of [{}, { DATA_DIR: path.join(DATA_DIR, 'other') }]) {
      const folder = path.join(env.DATA_DIR ?? DATA_DIR, 'mail');
      expect(await aboutMail(env)).toMatchObject({ state: 'ok', message: `files in ${folder}` });
    }
  });

  it('says in production that they reach nobody', async () => {
    const folder = path.join(path.dirname(databasePath), 'mail');

    expect(await aboutMail({ ...PRODUCTION, SHOP_DIR: await shopFolder() })).toMatchObject({
      state: 'note',
      message: `no MAIL_URL: mails are files in ${folder}, and reach nobody`,
      remedy: 'set MAIL_URL and MAIL_FROM',
    });
  });

  it('signs in to the server, and sends nothing', async () => {
    const url = server.url.replace('//', '//ada:right@');

    expect(await aboutMail({ MAIL_URL: url })).toMatchObject({
      state: 'ok',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ takes mails$/),
    });
    expect(server.taken).toEqual([]);
  });

  it('names a server that refuses the password, with its words and without the password', async () => {
    const check = await aboutMail({ MAIL_URL: server.url.replace('//', '//ada:s3cret@') });

    expect(check?.state).toBe('failed');
    expect(check?.message).toContain('535 5.7.8 wrong password');
    expect(check?.remedy).toMatch(/^correct MAIL_URL/);
    expect(JSON.stringify(check)).not.toContain('s3cret');
  });

  it('names a server that is not there', async () => {
    const check = await aboutMail({ MAIL_URL: `smtp://127.0.0.1:${await freePort()}` });

    expect(check?.state).toBe('failed');
    expect(check?.message).toMatch(/^127\.0\.0\.1:\d+ does not take mails: .*ECONNREFUSED/);
  });

  it('names an address of a server that is none', async () => {
    const checks = await examine({ MAIL_URL: 'https://mail.example', MAIL_FROM: 'a@b.example' });

    expect(find(checks, 'configuration')).toMatchObject([
      { state: 'failed', message: expect.stringMatching(/^MAIL_URL must be smtp:/) },
    ]);
  });
});

describe('npm run doctor, about the seller’s files', () => {
  const FILES = ['shop.json', 'pages', 'delivery.json', 'tax.json'];
  let folder: string;

  beforeEach(async () => {
    folder = await shopFolder({ name: 'Mill Lane Books' });
  });

  const write = (file: string, content: unknown) => {
    writeFileSync(path.join(folder, file), JSON.stringify(content));
  };
  const aboutFiles = async (env: Record<string, string> = {}) => {
    const checks = await examine({ SHOP_DIR: folder, ...env });
    return FILES.flatMap((name) => find(checks, name));
  };

  it('finds nothing wrong with those of a shop', async () => {
    const found = await aboutFiles();

    expect(found.map(({ name, state }) => [name, state])).toEqual(
      FILES.map((name) => [name, 'ok']),
    );
    expect(found[0]?.message).toBe('Mill Lane Books');
  });

  it('names each problem as the shop does at its start', async () => {
    write('delivery.json', { zones: [{ name: 'A', countries: ['UK'], methods: [] }] });
    write('tax.json', { collect: 'yes' });

    const found = await aboutFiles();

    expect(found.filter(({ state }) => state === 'failed')).toMatchObject([
      { name: 'delivery.json', message: expect.stringMatching(/^zones\[0\]\.countries/) },
      { name: 'delivery.json', message: 'zones[0].methods must have a method; it is []' },
      { name: 'tax.json', message: expect.stringContaining('must have "collect": true or false') },
    ]);
    expect(found.at(-1)?.remedy).toBe(
      `mend ${path.join(folder, 'tax.json')}; docs/guides/tax.md says what belongs there`,
    );
  });

  it('names a file and a page that are not there', async () => {
    rmSync(path.join(folder, 'tax.json'));
    rmSync(path.join(folder, 'pages/terms.md'));

    const failed = (await aboutFiles()).filter(({ state }) => state === 'failed');

    expect(failed).toMatchObject([
      { name: 'pages', message: expect.stringMatching(/^terms\.md is not there/) },
      { name: 'tax.json', message: expect.stringMatching(/write it, after the one in the folder/) },
    ]);
  });

  it('checks the other files where shop.json is not usable', async () => {
    write('shop.json', { name: 'A shop without an address' });

    const states = (await aboutFiles()).map(({ name, state }) => `${name} ${state}`);

    expect(states.filter((each) => each.startsWith('shop.json'))).toContain('shop.json failed');
    expect(states.slice(-3)).toEqual(['pages skipped', 'delivery.json ok', 'tax.json ok']);
  });

  it('notes a way of delivery that has no price in the shop’s currency', async () => {
    expect((await aboutFiles({ CURRENCY: 'chf' }))[2]).toMatchObject({ state: 'note' });
  });

  it('notes that the shop sells without tax at home', async () => {
    const rates = { book: '7', ebook: '7', other: '19' };
    const regions = [{ country: 'FR', rates }];
    write('tax.json', { collect: true, name: 'VAT', pricesIncludeTax: true, regions });

    expect((await aboutFiles()).at(-1)).toMatchObject({
      state: 'note',
      message: expect.stringMatching(/^no region is for the shop’s own place .*without tax$/),
    });
  });

  it('refuses the example in production, and no other shop', async () => {
    const about = async (SHOP_DIR: string) => (await aboutFiles({ ...PRODUCTION, SHOP_DIR }))[0];

    expect(await about(exampleShop)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^it is the example’s, and NODE_ENV is production/),
    });
    expect(await about(folder)).toMatchObject({ state: 'ok' });
  });
});

describe('npm run doctor, about files with addresses', () => {
  it('notes those that every user of the machine may read, and how to mend that', async () => {
    const file = await freshDatabase();
    const folder = path.dirname(file);
    const mail = path.join(folder, 'mail');
    mkdirSync(mail);
    writeFileSync(path.join(mail, 'a b.eml'), '', { mode: 0o644 });
    const slips = slipsFolder(folder);
    mkdirSync(slips);
    writeFileSync(path.join(slips, '1.html'), '', { mode: 0o644 });
    chmodSync(file, 0o644);
    const about = async () => find(await examine({ DATABASE_URL: `file:${file}` }), 'private files')[0]; // prettier-ignore
    const ofUs = await about();
    chmodSync(folder, 0o755);
    const ofAll = await about();
    chmodSync(file, 0o640);
    for (const closed of [mail, slips]) chmodSync(closed, 0o700);
    const ofGroup = await about();

    expect(ofUs).toMatchObject({ state: 'ok' });
    expect(ofAll).toMatchObject({
      state: 'note',
      message: expect.stringContaining(file),
      remedy: `chmod o-rwx ${file} '${mail}/a b.eml' ${slips}/1.html`,
    });
    expect(ofGroup).toMatchObject({ state: 'ok' });
  });
});
