import { describe, expect, it } from '@jest/globals';
import { valueClause, quoteValue } from './quote-value.js';

describe(quoteValue.name, () => {
  it.each([
    ['UK', '"UK"'],
    ['a "b"\nc', '"a \\"b\\"\\nc"'],
    [7, '7'],
    [null, 'null'],
    [['DE', 'UK'], '["DE","UK"]'],
    ['Zen\u009b', '"Zen\\u009b"'],
    ['x'.repeat(100), `"${'x'.repeat(59)}…"`],
  ])('shows %j', (value, shown) => {
    expect(quoteValue(value)).toBe(shown);
  });

  it('shortens a list', () => {
    expect(quoteValue(Array.from({ length: 100 }, () => 'DE')).length).toBeLessThanOrEqual(60);
  });
});

describe(valueClause.name, () => {
  it.each([
    [['zones', 0, 'country'], '; it is "UK"'],
    [['zones', 1], '; it is null'],
    [['zones', 1, 'country'], ''],
    [['zone', 0], ''],
    [[], '; it is {"zones":[{"country":"UK"},null]}'],
  ])('says what stands at %j', (path, said) => {
    expect(valueClause(path, { zones: [{ country: 'UK' }, null] })).toBe(said);
  });
});
