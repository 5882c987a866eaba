import { describe, expect, it } from '@jest/globals';
import { isIsbn13 } from './isbn.js';

describe(isIsbn13.name, () => {
  it.each(['9780131103627', '9781732265172'])('takes %s', (isbn) => {
    expect(isIsbn13(isbn)).toBe(true);
  });

  it.each([
    ['a wrong check digit', '9780131103628'],
    ['two digits exchanged', '9780131130627'],
    ['hyphens', '978-0-13-110362-7'],
    ['ten digits', '0131103628'],
    ['another prefix', '1230131103623'],
  ])('refuses %s', (_why, isbn) => {
    expect(isIsbn13(isbn)).toBe(false);
  });
});
