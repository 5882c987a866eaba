import { describe, expect, it } from '@jest/globals';
import { AN_ADDRESS } from '../../test/support/offers.js';
import { addressLines, fieldsOf } from './address-format.js';

describe(fieldsOf, () => {
  it.each([
    ['US', 'name line1 line2 city state postalCode phone'],
    ['DE', 'name line1 line2 postalCode city phone'],
    ['GB', 'name line1 line2 city postalCode phone'],
    ['JP', 'name line1 line2 state postalCode phone'],
  ])('has the fields of %s in its order', (country, fields) => {
    expect(fieldsOf(country).join(' ')).toBe(fields);
  });
});

describe(addressLines, () => {
  it.each([
    ['US', ['Ada Lovelace', '12 Mill Lane', 'Portland, OR 97205']],
    ['DE', ['Ada Lovelace', '12 Mill Lane', '97205 Portland']],
    ['GB', ['Ada Lovelace', '12 Mill Lane', 'Portland', '97205']],
  ])('writes an envelope to %s', (country, lines) => {
    expect(addressLines(AN_ADDRESS, country)).toEqual(lines);
  });

  it('has a line for a floor or a company, where there is one', () => {
    expect(addressLines({ ...AN_ADDRESS, line2: '3rd floor' }, 'DE')).toContain('3rd floor');
  });

  it('writes Japanese from the country down', () => {
    const tokyo = {
      ...{ name: '山田太郎', line1: '丸の内1-1', line2: '', city: '', state: '東京都' },
      ...{ postalCode: '100-0001', phone: '' },
    };

    expect(addressLines(tokyo, 'JP')).toEqual(['〒100-0001', '東京都', '丸の内1-1', '山田太郎']);
  });
});
