import { describe, expect, it } from '@jest/globals';
import { Messages } from './messages.js';
import { Texts } from './texts.js';

const messages = (text: string, tag = 'en-US') => new Messages(tag, new Map([['key', text]]));

describe('Texts', () => {
  it('gives the text of a key', () => {
    expect(Texts.t('offer.total')).toBe('Total');
  });
});

describe(Messages.name, () => {
  it('puts in arguments, and chooses the form for a number', () => {
    const copies = messages('{count, plural, one {# copy} other {# copies}} of {title}');

    expect([
      copies.text('key', { count: 1, title: 'A' }),
      copies.text('key', { count: 1200, title: 'B' }),
    ]).toEqual(['1 copy of A', '1,200 copies of B']);
  });

  it('writes numbers as the locale does', () => {
    expect(messages('{count, number} Bücher', 'de-DE').text('key', { count: 1200 })).toBe(
      '1.200 Bücher',
    );
  });

  it.each([
    ['an argument is not given', {}, /Text key: .*"title"/],
    ['an argument is undefined', { title: undefined }, /Text key: argument title is missing/],
    ['an argument is null', { title: null }, /Text key: argument title is missing/],
  ])('throws if %s', (_what, values, message) => {
    expect(() => messages('About {title}').text('key', values)).toThrow(message);
  });

  it('throws if there is no such text, or none for its tag', () => {
    expect(() => messages('').text('other', {})).toThrow('Text other: there is none in en-US');
    expect(() => messages('<order>x</order>').text('key', {})).toThrow(/Text key: .*order/);
  });
});
