import { describe, expect, it } from '@jest/globals';
import { TEST_CARDS } from '../../model/test-cards.js';
import { isShortCardNumber, passesLuhn } from './card-number.js';
import { detailsFor, isTestCard, MENU_CARDS } from './test-cards.js';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('test cards', () => {
  it.each(MENU_CARDS)('offers $number, a whole and well-formed number', ({ number }) => {
    expect(isShortCardNumber(number)).toBe(false);
    expect(passesLuhn(number)).toBe(true);
    expect(isTestCard(number)).toBe(true);
  });

  it('are all that the sandbox knows', () => {
    const unknown = TEST_CARDS.filter(({ number }) => !isTestCard(number));

    expect(unknown).toEqual([]);
  });

  it('accepts a number on the list however it is spaced', () => {
    expect(isTestCard('5555 5555 5555 4444')).toBe(true);
  });

  it('refuses a well-formed number that is not on the list', () => {
    const number = '4539148803436467';

    expect(passesLuhn(number)).toBe(true);
    expect(isTestCard(number)).toBe(false);
  });

  it('fills a date in the future and a code as long as the brand wants', () => {
    expect(detailsFor({ number: '4242424242424242', outcome: '' }, NOW)).toEqual({
      expiry: '1230',
      cvc: '123',
    });
    expect(detailsFor({ number: '378282246310005', outcome: '' }, NOW).cvc).toBe('1234');
  });
});
