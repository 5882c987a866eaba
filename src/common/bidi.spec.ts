import { describe, expect, it } from '@jest/globals';
import { isolate, isRightToLeft } from './bidi.js';

describe(isRightToLeft.name, () => {
  it.each([
    ['3, "חדשה"', true],
    ['كتاب Python', true],
    ['Python كتاب', false],
    ['1984', false],
    ['', false],
  ])('goes by the first letter: %s', (text, expected) => {
    expect(isRightToLeft(text)).toBe(expected);
  });
});

describe(isolate.name, () => {
  it('isolates what is written from right to left', () => {
    expect(isolate('מהדורה 3, "חדשה"')).toBe('\u2068מהדורה 3, "חדשה"\u2069');
    expect(isolate('Python كتاب')).toBe('\u2068Python كتاب\u2069');
  });

  it('puts nothing invisible into other texts', () => {
    expect(isolate('How to Solve It')).toBe('How to Solve It');
    expect(isolate('吾輩は猫である')).toBe('吾輩は猫である');
  });
});
