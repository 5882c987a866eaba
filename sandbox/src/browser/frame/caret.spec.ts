import { describe, expect, it } from '@jest/globals';
import { caretIn } from './caret.js';

describe(caretIn, () => {
  it('stays behind the digit it stood behind', () => {
    expect(caretIn('4242 4', '42424', 3)).toBe(3);
    expect(caretIn('4242 4242', '4242 94242', 6)).toBe(6);
  });

  it('stays at the end, behind a separator that was put in', () => {
    expect(caretIn('12 / ', '12', 2)).toBe(5);
  });

  it('stays at the start', () => {
    expect(caretIn('4242', '4242', 0)).toBe(0);
  });

  it('stays inside when digits were cut off', () => {
    expect(caretIn('12 / 34', '12 / 345', 7)).toBe(7);
  });
});
