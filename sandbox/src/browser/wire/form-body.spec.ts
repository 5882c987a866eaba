import { describe, expect, it } from '@jest/globals';
import { formBody } from './form-body.js';

const encode = (fields: Record<string, unknown>) => [...formBody(fields)];

describe(formBody, () => {
  it('writes nested fields in brackets and lists by position', () => {
    expect(encode({ card: { number: '42', cvc: { deep: 1 } }, expand: ['a', 'b'] })).toEqual([
      ['card[number]', '42'],
      ['card[cvc][deep]', '1'],
      ['expand[0]', 'a'],
      ['expand[1]', 'b'],
    ]);
  });

  it('sends null as empty and undefined not at all', () => {
    expect(encode({ shipping: null, receipt_email: undefined, save: false })).toEqual([
      ['shipping', ''],
      ['save', 'false'],
    ]);
  });
});
