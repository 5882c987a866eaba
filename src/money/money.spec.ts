import { describe, expect, it } from '@jest/globals';
import { type Currency, MAXIMUM_CHARGE_MINOR } from './currency.js';
import { add, chargeProblem, money, multiply } from './money.js';

const LARGEST = Number.MAX_SAFE_INTEGER;

describe(money.name, () => {
  it.each([0, 1, 2300, -500, LARGEST])('takes %d minor units', (minor) => {
    expect(money(minor, 'usd')).toEqual({ minor, currency: 'usd' });
  });

  it.each([0.5, 23.01, Number.NaN, Infinity, LARGEST + 1])('refuses %d minor units', (minor) => {
    expect(() => money(minor, 'usd')).toThrow(RangeError);
  });

  it('names what it was given when it refuses', () => {
    expect(() => money(19.99, 'eur')).toThrow('Money is whole minor units: got 19.99 eur');
  });
});

describe(add.name, () => {
  it('adds minor units of one currency', () => {
    expect(add(money(2300, 'usd'), money(1, 'usd'))).toEqual(money(2301, 'usd'));
  });

  it('refuses two currencies', () => {
    expect(() => add(money(1, 'usd'), money(1, 'eur'))).toThrow('Cannot add eur to usd');
  });

  it('refuses a sum that a double cannot hold exactly', () => {
    expect(() => add(money(LARGEST, 'usd'), money(1, 'usd'))).toThrow(RangeError);
  });

  it('leaves what it adds as it was', () => {
    const price = money(2300, 'usd');

    add(price, price);

    expect(price).toEqual(money(2300, 'usd'));
  });
});

describe(multiply.name, () => {
  it.each([
    [0, 0],
    [1, 2300],
    [3, 6900],
  ])('takes a price %d times', (quantity, minor) => {
    expect(multiply(money(2300, 'usd'), quantity)).toEqual(money(minor, 'usd'));
  });

  it.each([-1, 0.5, Number.NaN, LARGEST + 1])('refuses the quantity %d', (quantity) => {
    expect(() => multiply(money(2300, 'usd'), quantity)).toThrow('A quantity is a whole number');
  });

  it('refuses a product that a double cannot hold exactly', () => {
    expect(() => multiply(money(LARGEST, 'usd'), 2)).toThrow(RangeError);
  });
});

describe(chargeProblem.name, () => {
  it.each<[Currency, number]>([
    ['usd', 50],
    ['gbp', 30],
    ['jpy', 50],
    ['czk', 1500],
    ['huf', 17_500],
  ])('finds less than the minimum of %s too small', (currency, minimum) => {
    expect(chargeProblem(money(minimum, currency))).toBeNull();
    expect(chargeProblem(money(minimum - 1, currency))).toBe('too-small');
  });

  it.each([0, -1])('finds %d too small', (minor) => {
    expect(chargeProblem(money(minor, 'usd'))).toBe('too-small');
  });

  it('takes eight digits, and finds nine too large', () => {
    expect(chargeProblem(money(MAXIMUM_CHARGE_MINOR, 'usd'))).toBeNull();
    expect(chargeProblem(money(MAXIMUM_CHARGE_MINOR + 1, 'usd'))).toBe('too-large');
  });
});
