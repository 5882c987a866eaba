import { describe, expect, it } from '@jest/globals';
import { toIsbn13 } from './isbn.js';

describe(toIsbn13.name, () => {
  it.each([
    ['an ISBN-13', '9780131103627', '9780131103627'],
    ['one of the newer prefix', '9791091146135', '9791091146135'],
    ['hyphens', '978-0-13-110362-7', '9780131103627'],
    ['hyphens of a word processor', '978‐0‐13‑110362–7', '9780131103627'],
    ['spaces', ' 978 0 13 110362 7 ', '9780131103627'],
    ['an ISBN-10', '0131103628', '9780131103627'],
    ['an ISBN-10 that ends in X', '080442957X', '9780804429573'],
    ['a small x, and hyphens', '0-8044-2957-x', '9780804429573'],
  ])('reads %s', (_what, text, isbn) => {
    expect(toIsbn13(text)).toBe(isbn);
  });

  it.each([
    ['a wrong check digit', '9780131103628'],
    ['two digits exchanged', '9780131130627'],
    ['a wrong check digit of an ISBN-10', '0131103629'],
    ['an X that is not at the end', '08044X9570'],
    ['another prefix', '1230131103623'],
    ['twelve digits', '978013110362'],
    ['letters', 'ISBN 0131103628'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(toIsbn13(text)).toBeNull();
  });
});
