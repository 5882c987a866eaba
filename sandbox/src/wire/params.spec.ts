import { describe, expect, it } from '@jest/globals';
import { Params } from './params.js';
import { StripeError } from './stripe-error.js';
import { parseForm } from './stripe-form.js';

const params = (text: string) => new Params(parseForm(text));

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof StripeError) return error.body;
    throw error;
  }
  return null;
}

describe(Params, () => {
  it('tells apart what is absent and what is sent empty', () => {
    expect(params('').text('a')).toBeUndefined();
    expect(params('a=').text('a')).toBeNull();
    expect(params('a=x').text('a')).toBe('x');
  });

  it('says which required parameter is missing', () => {
    expect(refusalOf(() => params('').requiredInteger('amount'))).toEqual({
      code: 'parameter_missing',
      doc_url: 'https://stripe.com/docs/error-codes/parameter-missing',
      message: 'Missing required param: amount.',
      param: 'amount',
      type: 'invalid_request_error',
    });
  });

  it('names a nested parameter with its brackets', () => {
    const shipping = params('shipping[phone]=1').hash('shipping');

    expect(refusalOf(() => shipping?.requiredText('name'))).toMatchObject({
      message: 'Missing required param: shipping[name].',
      param: 'shipping[name]',
    });
  });

  it.each<[string, (sent: Params) => unknown]>([
    ['an id', (sent) => sent.value('a')],
    ['a required text', (sent) => sent.requiredText('a')],
    ['an integer', (sent) => sent.integer('a')],
    ['a boolean', (sent) => sent.boolean('a')],
    ['one of several words', (sent) => sent.oneOf('a', ['b'])],
    ['a list', (sent) => sent.texts('a')],
    ['a hash', (sent) => sent.hash('a')],
    ['what was never set', (sent) => sent.refuseEmpty(['b', 'a'])],
  ])('does not take nothing for %s: it cannot be unset', (_what, read) => {
    expect(refusalOf(() => read(params('a=')))).toEqual({
      code: 'parameter_invalid_empty',
      doc_url: 'https://stripe.com/docs/error-codes/parameter-invalid-empty',
      message:
        "You passed an empty string for 'a'. We assume empty values are an attempt to unset a parameter; however 'a' cannot be unset. You should remove 'a' from your request or supply a non-empty value.",
      param: 'a',
      type: 'invalid_request_error',
    });
  });

  it('counts characters, not what they are written with', () => {
    const read = (count: number) => params(`a=${'📕'.repeat(count)}`).text('a', 10);

    expect(read(10)).toBe('📕'.repeat(10));
    expect(refusalOf(() => read(11))).toEqual({
      message: 'Invalid string: 📕📕📕📕...📕📕📕📕; must be at most 10 characters',
      param: 'a',
      type: 'invalid_request_error',
    });
  });

  it.each(['12.5', 'abc', '1e3'])('refuses "%s" for an integer', (text) => {
    expect(refusalOf(() => params(`amount=${text}`).integer('amount'))).toMatchObject({
      code: 'parameter_invalid_integer',
      message: `Invalid integer: ${text}`,
    });
  });

  it('takes only true and false for a boolean', () => {
    expect(params('confirm=true').boolean('confirm')).toBe(true);
    expect(params('confirm=false').boolean('confirm')).toBe(false);
    expect(refusalOf(() => params('confirm=yes').boolean('confirm'))).toMatchObject({
      message: 'Invalid boolean: yes',
    });
  });

  it('lists what could have been chosen', () => {
    const read = () => params('reason=boredom').oneOf('reason', ['duplicate', 'fraudulent']);

    expect(refusalOf(read)).toMatchObject({
      message: 'Invalid reason: must be one of duplicate, fraudulent',
    });
  });

  it('refuses a name that nobody asked for', () => {
    const sent = params('amount=1&foo=2');
    sent.integer('amount');

    expect(
      refusalOf(() => {
        sent.refuseUnknown();
      }),
    ).toMatchObject({
      code: 'parameter_unknown',
      message: 'Received unknown parameter: foo',
      param: 'foo',
    });
  });

  it('refuses a nested name that nobody asked for', () => {
    const sent = params('a[b]=1&a[c]=2');
    sent.hash('a')?.text('c');

    expect(
      refusalOf(() => {
        sent.refuseUnknown();
      }),
    ).toMatchObject({
      message: 'Received unknown parameter: a[b]',
    });
  });

  it("says of Stripe's own parameters that the sandbox does not imitate them", () => {
    const refuse = () => {
      params('customer=cus_1').refuseNotImitated(['customer']);
    };

    expect(refusalOf(refuse)).toMatchObject({
      message: expect.stringContaining('does not imitate the parameter customer'),
      param: 'customer',
    });
  });
});
