import { describe, expect, it } from '@jest/globals';
import { shortageMessage } from './shortage.js';

describe(shortageMessage.name, () => {
  it.each([
    [0, 'No copy of “Code” is left.'],
    [1, 'Only one copy of “Code” is left.'],
    [2, 'Only 2 copies of “Code” are left.'],
  ])('with %i left says: %s', (left, message) => {
    expect(shortageMessage({ title: 'Code', left })).toBe(message);
  });

  it('keeps the marks of a right-to-left title with that title', () => {
    expect(shortageMessage({ title: 'מהדורה "חדשה"', left: 0 })).toBe(
      'No copy of “\u2068מהדורה "חדשה"\u2069” is left.',
    );
  });

  it('names a book with a very long title by its beginning', () => {
    expect(shortageMessage({ title: 'word '.repeat(200), left: 0 }).length).toBeLessThan(150);
  });
});
