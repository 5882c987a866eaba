import { describe, expect, it } from '@jest/globals';
import { trackingUrl } from './carriers.js';

describe(trackingUrl.name, () => {
  it.each([
    ['DHL', '0034 0434 1610 9401 5902', /^https:\/\/www\.dhl\.de\/.*=00340434161094015902$/],
    ['ups', '1z9999999999999999', /^https:\/\/www\.ups\.com\/.*=1Z9999999999999999$/],
    ['Royal Mail', 'AA123456789GB', /^https:\/\/www\.royalmail\.com\/.*\/AA123456789GB$/],
  ])('knows the page of %s', (carrier, number, url) => {
    expect(trackingUrl(carrier, number)).toMatch(url);
  });

  it.each([
    ['a carrier that it does not know', 'Pony Express', '0034043416109401'],
    ['a number that is none of the carrier’s', 'DHL', '1234567890'],
    ['what would lead elsewhere', 'UPS', '1Z999&next=https://evil.example'],
    ['no number', 'UPS', null],
    ['no carrier', null, '1Z9999999999999999'],
  ])('has no link for %s', (_what, carrier, number) => {
    expect(trackingUrl(carrier, number)).toBeNull();
  });
});
