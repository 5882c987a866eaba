import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

describe(redact.name, () => {
  it.each([
    ['pi_3Qab_secret_Xyz123', 'pi_3Qab_secret_[redacted]'],
    [
      '?payment_intent=pi_1&payment_intent_client_secret=abc.def&redirect_status=succeeded',
      '?payment_intent=pi_1&payment_intent_client_secret=[redacted]&redirect_status=succeeded',
    ],
    ['Invalid API Key: sk_test_51Habc', 'Invalid API Key: sk_test_[redacted]'],
    ['rk_live_51Habc', 'rk_live_[redacted]'],
    ['whsec_0123abcd,whsec_4567', 'whsec_[redacted],whsec_[redacted]'],
    ['Authorization: Bearer sk.a-b=', 'Authorization: Bearer [redacted]'],
    ['folio=eyJpZCI6; folio.sig=a-b_c', 'folio=[redacted]; folio.sig=[redacted]'],
    ['__Host-folio=eyJpZCI6', '__Host-folio=[redacted]'],
    ['GET /checkout/AbC-123_defGHIjklMNO/return', 'GET /checkout/:token/return'],
    ['/orders/AbC-123_defGHIjklMNO', '/orders/:token'],
    ['GET /orders%2FAbC-123_defGHIjklMNO 404', 'GET /orders%2F:token 404'],
    ['card 4242424242424242.', 'card [redacted].'],
    ['4242 4242 4242 4242', '[redacted]'],
    ['4242-4242-4242-4242', '[redacted]'],
    ['3782 822463 10005', '[redacted]'],
  ])('takes the secret out of %j', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    '2026-11-22T22:32:46.123Z',
    'request 12345678-1234-4123-8123-123456789012', // all digits, and no card number
    'pi_3QabcdefGHIJKL',
    'GET /checkout/:token/contact 200',
    'Order 1001: payment-unavailable',
    'pk_test_folio',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('takes an address out of a line that quotes what was stored', () => {
    const address = { name: 'Ada "A" Lovelace', line1: '12 Mill Lane', city: 'X', phone: '+1 503' };
    const line = JSON.stringify({ message: `INSERT ('mail', '${JSON.stringify(address)}')` });

    expect(JSON.parse(redact(line))).toEqual({ message: "INSERT ('mail', '[redacted]')" });
  });

  it('leaves a line of JSON one that can be read', () => {
    const secrets = { a: 'pi_1_secret_2', b: 'client_secret=x', c: '4242424242424242' };

    expect(JSON.parse(redact(JSON.stringify(secrets)))).toEqual({
      a: 'pi_1_secret_[redacted]',
      b: 'client_secret=[redacted]',
      c: '[redacted]',
    });
  });
});
