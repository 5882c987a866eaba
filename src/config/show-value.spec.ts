import { describe, expect, it } from '@jest/globals';
import { showValue } from './show-value.js';

describe(showValue.name, () => {
  it.each([
    ['NODE_ENV', 'staging', '"staging"'],
    ['PUBLIC_URL', 'https://books.example/shop', '"https://books.example/shop"'],
    ['PUBLIC_URL', 'https://ada:se/cret@books.example', '"https://…@books.example"'],
    ['MAIL_FROM', 'A Bookshop <orders@books', '"A Bookshop <orders@books"'],
    ['DATABASE_URL', './folio.db', '"./folio.db"'],
    ['DATABASE_URL', 'file:a?b', '"file:a?b"'],
    ['DATABASE_URL', 'postgresql://localhost', '"postgresql://localhost"'],
    ['MAIL_URL', 'https://mail.example', '"https://mail.example"'],
  ])('shows of %s=%s what was written', (name, value, shown) => {
    expect(showValue(name, value)).toBe(shown);
  });

  it.each([
    ['SESSION_SECRET', 'hunter2'],
    ['STRIPE_SECRET_KEY', 'hunter2'],
    ['STRIPE_PUBLISHABLE_KEY', 'hunter2'],
    ['STRIPE_WEBHOOK_SECRET', 'hunter2'],
    ['STRIPE_API_BASE', 'sk_test_hunter2'],
    ['PORT', 'whsec_hunter2'],
    ['DATABASE_URL', 'mysql://folio:hunter2@localhost/folio'],
    ['DATABASE_URL', 'postgresql://localhost/folio?password=hunter2'],
    ['DATABASE_URL', 'host=localhost password=hunter2'],
    ['DATABASE_URL', 'folio:hunter2@localhost/folio'],
    ['MAIL_URL', 'smtp://user:a/b#hunter2@mail.example'],
    ['MAIL_URL', 'smtp://user:hunter2'],
    ['MAIL_URL', 'user:hunter2'],
    ['HTTPS_PROXY', 'ftp://user:hunter2@proxy.example'],
    ['PUBLIC_URL', 'https://ada:hunter2@books.example'],
    ['PUBLIC_URL', 'https:/ada:hunter2@books.example'],
    ['PUBLIC_URL', 'ada:hunter2@books.example'],
    ['MAIL_URL', 'hunter2'],
    ['DATABASE_URL', 'hunter2'],
  ])('shows of %s=%s no secret', (name, value) => {
    expect(String(showValue(name, value))).not.toContain('hunter2');
  });
});
