import { describe, expect, it } from '@jest/globals';
import { formatIsbn } from './format-isbn.js';

describe(formatIsbn.name, () => {
  it('puts the hyphens where they are on the book', () => {
    expect(formatIsbn('9780131103627')).toBe('978-0-13-110362-7');
    expect(formatIsbn('9791091146135')).toBe('979-10-91146-13-5');
  });

  it('prints one of an unknown range without', () => {
    expect(formatIsbn('9799999999990')).toBe('9799999999990');
  });
});
