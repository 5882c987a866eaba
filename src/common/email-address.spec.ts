import { describe, expect, it } from '@jest/globals';
import { EmailAddress, toUnicodeEmail } from './email-address.js';

const problemOf = (email: unknown) => EmailAddress.safeParse(email).error?.issues[0]?.message;

describe('an e-mail address', () => {
  it.each([
    "o'brien@example.com",
    'ada+tag@example.com',
    'a&b@example.com',
    'first/last@example.com',
    'x!y@example.com',
    'a=b@example.com',
    '#a$b@example.com',
    'a{b}@example.com',
    'user%site@example.com',
    'a..b@docomo.ne.jp',
    'ab.@docomo.ne.jp',
    'ada@xn--bcher-kva.de',
    'ivan@xn--80a1acny.xn--p1ai',
  ])('is taken as a browser lets it through: %s', (email) => {
    expect(EmailAddress.parse(email)).toBe(email);
  });

  it.each([
    ['ada@bücher.de', 'ada@xn--bcher-kva.de'],
    ['ivan@почта.рф', 'ivan@xn--80a1acny.xn--p1ai'],
    ['taro@例え。jp', 'taro@xn--r8jz45g.jp'],
    [' ada@example.com\u00a0', 'ada@example.com'],
  ])('with a domain of another script is kept in ASCII: %s', (typed, kept) => {
    expect(EmailAddress.parse(typed)).toBe(kept);
    expect(EmailAddress.parse(kept)).toBe(kept);
  });

  it.each(['', 'ada', 'ada@', '@example.com', 'ada @example.com', 'jörg@example.com', 'a@b@c.de'])(
    'is refused with an example: “%s”',
    (email) => {
      expect(problemOf(email)).toBe('Please enter an e-mail address like ada@example.com.');
    },
  );

  it.each(['ada@bücher.de/x', 'ada@bücher.de#x', 'ada@bücher.de:25', 'ada@bü cher.de'])(
    'loses no part of its domain: %s',
    (email) => {
      expect(problemOf(email)).toBe('Please enter an e-mail address like ada@example.com.');
    },
  );

  it('is refused in words that tell what is wrong with it', () => {
    expect(problemOf('ada@example')).toBe('After the @ there is a dot, as in ada@example.com.');
    expect(problemOf(`${'a'.repeat(243)}@example.com`)).toBe(
      'An e-mail address has at most 254 characters.',
    );
    expect(problemOf(undefined)).toBe('Please enter an e-mail address like ada@example.com.');
  });

  it('is shown in its own script', () => {
    expect(toUnicodeEmail('ivan@xn--80a1acny.xn--p1ai')).toBe('ivan@почта.рф');
    expect(toUnicodeEmail('ada@example.com')).toBe('ada@example.com');
  });
});
