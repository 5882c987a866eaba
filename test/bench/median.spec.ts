import { describe, expect, it } from '@jest/globals';
import { median, percentile } from './median.js';

describe(percentile.name, () => {
  it('is a value that was measured', () => {
    const values = [40, 10, 30, 20];

    expect([median(values), percentile(values, 75), percentile(values, 99)]).toEqual([20, 30, 40]);
  });

  it('is the value where there is one', () => {
    expect([median([7]), percentile([7], 99)]).toEqual([7, 7]);
  });

  it('has nothing to say of nothing', () => {
    expect(() => median([])).toThrow('There is no value');
  });
});
