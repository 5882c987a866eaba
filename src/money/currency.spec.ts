import { describe, expect, it } from '@jest/globals';
import { CURRENCIES, decimalsOf, isCurrency, minimumChargeMinor } from './currency.js';
import { format } from './format.js';
import { money } from './money.js';

const WITHOUT_DECIMALS = ['jpy'];

describe('the currencies a shop can sell in', () => {
  it.each(CURRENCIES)('writes %s with as many decimals as Stripe counts', (currency) => {
    const decimals = WITHOUT_DECIMALS.includes(currency) ? 0 : 2;
    const written = format(money(123_456, currency));

    expect(decimalsOf(currency)).toBe(decimals);
    expect(written).toMatch(decimals === 0 ? /123,456$/ : /1,234\.56$/);
  });

  it.each(CURRENCIES)('knows a minimum charge in %s', (currency) => {
    expect(minimumChargeMinor(currency)).toBeGreaterThanOrEqual(30);
  });

  it('are written in lower case, as Stripe writes them', () => {
    expect(CURRENCIES.every((code) => /^[a-z]{3}$/.test(code))).toBe(true);
  });
});

describe(isCurrency.name, () => {
  it('knows those and no others', () => {
    expect(isCurrency('usd')).toBe(true);
    expect(isCurrency('USD')).toBe(false);
    expect(isCurrency('xyz')).toBe(false);
    expect(isCurrency('toString')).toBe(false);
  });
});
