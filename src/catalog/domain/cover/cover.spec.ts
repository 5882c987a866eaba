import { describe, expect, it } from '@jest/globals';
import { toCover } from './cover.js';

const hamming = {
  slug: 'the-art-of-doing-science-and-engineering',
  title: 'The Art of Doing Science and Engineering',
  author: 'Richard W. Hamming',
  coverColor: '#1f3a5f',
};
const many = Array.from({ length: 60 }, (_, at) => toCover({ ...hamming, slug: `book-${at}` }));
const textOf = (lines: { text: string }[]) => lines.map(({ text }) => text).join(' ');

describe(toCover.name, () => {
  it('draws the same book the same way every time', () => {
    expect(toCover(hamming)).toEqual(toCover(hamming));
  });

  it('draws different books differently', () => {
    expect(new Set(many.map((cover) => JSON.stringify(cover.shapes))).size).toBeGreaterThan(30);
  });

  it('prints the whole title and the whole author', () => {
    for (const cover of many) {
      expect(textOf(cover.title)).toBe(hamming.title);
      expect(textOf(cover.author)).toBe(hamming.author);
    }
  });

  it('keeps every line of text on the cover', () => {
    const long = { ...hamming, title: `${hamming.title} ${hamming.title} ${hamming.title}` };
    const covers = [...many, ...many.map((_, at) => toCover({ ...long, slug: `long-${at}` }))];

    for (const { title, author } of covers) {
      for (const { y } of [...title, ...author]) {
        expect(y).toBeGreaterThan(10);
        expect(y).toBeLessThan(350);
      }
    }
  });

  it('draws nothing that is not a number', () => {
    for (const shape of many.flatMap(({ shapes }) => shapes)) {
      expect(shape.d).toMatch(/^M[-\d. a-zA-Z]+$/);
      expect(shape.d).not.toMatch(/NaN|undefined/);
    }
  });
});
