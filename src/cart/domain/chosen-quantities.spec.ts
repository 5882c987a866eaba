import { describe, expect, it } from '@jest/globals';
import { chosenQuantities } from './chosen-quantities.js';

describe(chosenQuantities.name, () => {
  it('reads the quantities and nothing else of the cart’s form', () => {
    const fields = { seen: '2300 usd', 'quantity[one]': '3', quantity: '0', 'quantity[two]': '10' };

    expect([...(chosenQuantities(fields) ?? [])]).toEqual([
      ['one', 3],
      ['two', 10],
    ]);
  });

  it.each(['0', '11', '-1', '1.5', '1e1', '', ['1', '2'], null])('refuses %j', (value) => {
    expect(chosenQuantities({ 'quantity[one]': value })).toBeNull();
  });
});
