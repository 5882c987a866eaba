import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeSmtpServer } from '../../../test/support/smtp-server.js';
import { smtpOptions } from './smtp-options.js';
import { verifySignIn } from './verify-sign-in.js';

describe(verifySignIn.name, () => {
  let server: FakeSmtpServer;

  beforeAll(async () => {
    server = await FakeSmtpServer.start();
  });
  afterAll(() => server.stop());

  const withPassword = (password: string) => server.url.replace('//', `//ada:${password}@`);

  it('signs in, and sends nothing', async () => {
    await verifySignIn(withPassword('right'));

    expect(server.taken).toEqual([]);
  });

  it('fails with the server’s words, and not with the password', async () => {
    const failure = await verifySignIn(withPassword('s3cret')).catch(String);

    expect(failure).toContain('535 5.7.8 wrong password');
    expect(failure).not.toContain('s3cret');
  });
});

describe(smtpOptions.name, () => {
  it.each([
    ['smtp://mail.example', { port: 587, secure: false, requireTLS: false }],
    ['smtps://mail.example', { port: 465, secure: true }],
    ['smtp://u:p%40ss@mail.example:25', { port: 25, auth: { user: 'u', pass: 'p@ss' } }],
    // The password is not sent in the clear, whatever the server offers.
    ['smtp://u:p@mail.example', { requireTLS: true }],
    ['smtp://u:p@127.0.0.1:25', { requireTLS: false }],
    ['smtp://[::1]:25', { host: '::1' }],
  ])('reads %s', (url, options) => {
    expect(smtpOptions(url)).toMatchObject(options);
  });
});
