import { describe, expect, it } from '@jest/globals';
import { EnvError } from './env-error.js';
import { parseEnv } from './env.js';

function mailOf(variables: Record<string, string>) {
  const generatedSecrets = () => ({ session: 's'.repeat(64), webhook: 'whsec_generated' });
  return parseEnv(variables, { directory: '/srv/folio', generatedSecrets }).mail;
}

function problemsOf(variables: Record<string, string>): string[] {
  try {
    mailOf(variables);
    return [];
  } catch (error) {
    return error instanceof EnvError ? error.problems.map(({ variable }) => variable) : [];
  }
}

const FROM = { MAIL_FROM: 'orders@books.example' };

describe('mail', () => {
  it('is kept in files without a server, from the address in shop.json', () => {
    expect(mailOf({})).toEqual({ url: null, from: null });
  });

  it.each([
    ['orders@books.example', '', 'orders@books.example'],
    ['A Bookshop <orders@books.example>', 'A Bookshop', 'orders@books.example'],
    ['"Bücher, alte" <info@bücher.example>', 'Bücher, alte', 'info@xn--bcher-kva.example'],
    ['<orders@books.example>', '', 'orders@books.example'],
  ])('is from %s', (MAIL_FROM, name, address) => {
    expect(mailOf({ MAIL_URL: 'smtp://127.0.0.1:25', MAIL_FROM })).toEqual({
      url: 'smtp://127.0.0.1:25',
      from: { name, address },
    });
  });

  it.each([
    ['a server without a sender', { MAIL_URL: 'smtp://mail.example' }, ['MAIL_FROM']],
    ['another protocol', { MAIL_URL: 'https://mail.example', ...FROM }, ['MAIL_URL']],
    ['no host', { MAIL_URL: 'smtp://', ...FROM }, ['MAIL_URL']],
    ['a slash in the password', { MAIL_URL: 'smtp://u:a/b@mail.example', ...FROM }, ['MAIL_URL']],
    [
      'a % at the end of the user',
      { MAIL_URL: 'smtp://u%4:0@mail.example', ...FROM },
      ['MAIL_URL'],
    ],
    ['a % in it', { MAIL_URL: 'smtp://u:100%@mail.example', ...FROM }, ['MAIL_URL']],
    ['options', { MAIL_URL: 'smtp://mail.example/?secure=no', ...FROM }, ['MAIL_URL']],
    ['no address', { MAIL_FROM: 'A Bookshop' }, ['MAIL_FROM']],
    ['a second header', { MAIL_FROM: 'A\r\nBcc: b@b.example <a@a.example>' }, ['MAIL_FROM']],
    ['two at once', { MAIL_URL: 'mail.example', MAIL_FROM: 'nobody' }, ['MAIL_URL', 'MAIL_FROM']],
  ])('refuses %s', (_, variables, names) => {
    expect(problemsOf(variables)).toEqual(names);
  });
});
