import { describe, expect, it } from '@jest/globals';
import { formatPublicationDate } from './format-publication-date.js';

describe(formatPublicationDate.name, () => {
  it.each([
    ['1979', '1979'],
    ['1979-10', 'October 1979'],
    ['1979-10-05', 'October 5, 1979'],
    ['0978-01-01', 'January 1, 978'],
  ])('prints %s as %s, no more exactly than it is known', (date, printed) => {
    expect(formatPublicationDate(date)).toBe(printed);
  });
});
