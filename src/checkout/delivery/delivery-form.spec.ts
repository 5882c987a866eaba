import { describe, expect, it } from '@jest/globals';
import { AN_ADDRESS } from '../../../test/support/offers.js';
import type { DeliveryOption } from '../../delivery/domain/options.js';
import { money } from '../../money/money.js';
import { checkForm, formFields } from './delivery-form.js';

const named = { kind: 'post', name: 'Mail', estimate: '3 days' } as const;
const OPTIONS: DeliveryOption[] = [
  { ...named, method: 'mail', amount: money(450, 'usd') },
  { ...named, method: 'drone', amount: null },
];
const errorsOf = (changes: object, to = 'US') => {
  const { errors } = checkForm({ ...AN_ADDRESS, method: 'mail:450', ...changes }, to, OPTIONS);
  return [...(errors ?? [])];
};

describe(checkForm, () => {
  it('takes a good one, with the price that was shown or without', () => {
    expect([errorsOf({}), errorsOf({ method: 'mail' })]).toEqual([[], []]);
  });

  it('says all that is wrong at once, in the words of the country', () => {
    expect(errorsOf({ name: '', postalCode: 'x', method: '' })).toEqual([
      ['name', 'Name: please fill this in.'],
      ['postalCode', 'ZIP code: please check it. It looks like 97205.'],
      ['method', 'Please choose how the books are sent.'],
    ]);
  });

  it.each([
    ['a price that is not the present one', 'mail:400', 'The price of this way has changed'],
    ['a parcel that is too heavy', 'drone', 'Your books are too many for this way'],
    ['a method that is not offered', 'parcel:450', 'Please choose how the books are sent'],
  ])('asks again for %s', (_, method, message) => {
    expect(errorsOf({ method })).toEqual([['method', expect.stringContaining(message)]]);
  });

  it('asks for no address where the books are collected', () => {
    const input = { ...AN_ADDRESS, name: '', method: 'mail' };

    expect(checkForm(input, 'pickup', OPTIONS)).toEqual({
      draft: { destination: 'pickup', method: 'mail', address: null },
      errors: null,
    });
  });
});

describe(formFields, () => {
  it('asks for what the country writes, by the words and the tokens that browsers fill in', () => {
    const asked = formFields('DE').map(({ label, autocomplete, isOptional }) => [label, autocomplete, isOptional]); // prettier-ignore

    expect(asked).toEqual([
      ['Name', 'shipping name', false],
      ['Street and number', 'shipping address-line1', false],
      ['Flat, floor, company', 'shipping address-line2', true],
      ['Postal code', 'shipping postal-code', false],
      ['City', 'shipping address-level2', false],
      ['Phone, for the carrier', 'shipping tel', true],
    ]);
  });
});
