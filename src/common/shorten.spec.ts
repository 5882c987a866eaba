import { describe, expect, it } from '@jest/globals';
import { shorten } from './shorten.js';

describe(shorten.name, () => {
  it('leaves a text that is short enough as it is', () => {
    expect(shorten('How to Solve It', 15)).toBe('How to Solve It');
  });

  it('cuts between words, and leaves no comma before the dots', () => {
    expect(shorten('Gödel, Escher, Bach', 18)).toBe('Gödel, Escher…');
  });

  it('cuts within a word that is longer than half the text', () => {
    expect(shorten('Donaudampfschifffahrtsgesellschaft', 12)).toBe('Donaudampfs…');
  });

  it.each([
    ['an emoji of several code points', `aaaaaaaa👩‍👩‍👧‍👦`, 'aaaaaaaa…'],
    ['a letter with an accent of its own', 'aaaaaaaae\u0301b', 'aaaaaaaa…'],
    ['a letter outside the first plane', '𠮷𠮷𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷…'],
  ])('does not cut %s in two', (_what, text, expected) => {
    expect(shorten(text, 10)).toBe(expected);
  });

  it('is never longer than asked for, whatever the script', () => {
    for (const text of [
      'あ'.repeat(400),
      'ก'.repeat(400),
      'a\u0301'.repeat(400),
      'word '.repeat(99),
    ]) {
      expect(shorten(text, 160).length).toBeLessThanOrEqual(160);
    }
  });
});
