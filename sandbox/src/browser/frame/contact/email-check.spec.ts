import { describe, expect, it } from '@jest/globals';
import { checkEmail } from './email-check.js';

describe(checkEmail, () => {
  it.each(['ada@shop.test', 'a.b+c@mail.shop.test'])('takes %s', (email) => {
    expect(checkEmail(email)).toBeNull();
  });

  it.each([
    ['', 'incomplete_email'],
    ['ada', 'invalid_email'],
    ['ada@shop', 'invalid_email'],
    ['ada @shop.test', 'invalid_email'],
    [`${'a'.repeat(800)}@shop.test`, 'invalid_email'],
  ])('says of "%s": %s', (email, code) => {
    expect(checkEmail(email)?.code).toBe(code);
  });
});
