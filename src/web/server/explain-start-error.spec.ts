import { describe, expect, it } from '@jest/globals';
import { explainStartError } from './explain-start-error.js';

const thrown = (message: string, code: string) => Object.assign(new Error(message), { code });

describe('a shop that cannot listen', () => {
  it.each([
    ['EADDRINUSE', 'listen EADDRINUSE: address already in use 127.0.0.1:3000', /set PORT to/],
    ['EACCES', 'listen EACCES: permission denied 127.0.0.1:81', /set PORT to a higher one/],
    ['EADDRNOTAVAIL', 'listen EADDRNOTAVAIL: address not available 10.9.9.9', /Set HOST to/],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND shop.lan', /Set HOST to/],
  ])('says what to do about %s, without a stack', (code, message, remedy) => {
    const text = explainStartError(thrown(message, code));

    expect(text).toMatch(remedy);
    expect(text).toContain(message);
    expect(text).not.toContain('\n');
  });

  it('leaves other errors to others', () => {
    expect(explainStartError(thrown('open EACCES: /srv/folio', 'EACCES'))).toBeNull();
    expect(explainStartError(new Error('no such table'))).toBeNull();
  });
});
