import { describe, expect, it } from '@jest/globals';
import { quoteValue } from './quote-value.js';

describe(quoteValue.name, () => {
  it.each([
    ['UK', '"UK"'],
    ['a "b"\nc', '"a \\"b\\"\\nc"'],
    [7, '7'],
    [null, 'null'],
    [['DE', 'UK'], '["DE","UK"]'],
    ['x'.repeat(100), `"${'x'.repeat(59)}…"`],
  ])('shows %j', (value, shown) => {
    expect(quoteValue(value)).toBe(shown);
  });

  it('shortens a list', () => {
    expect(quoteValue(Array.from({ length: 100 }, () => 'DE')).length).toBeLessThanOrEqual(60);
  });
});
