import { describe, expect, it } from '@jest/globals';
import { toCover } from './cover.js';

const hamming = {
  slug: 'the-art-of-doing-science-and-engineering',
  title: 'The Art of Doing Science and Engineering',
  author: 'Richard W. Hamming',
  coverColor: '#1f3a5f',
};
const many = Array.from({ length: 60 }, (_, at) => toCover({ ...hamming, slug: `book-${at}` }));
const textOf = ({ lines }: { lines: { text: string }[] }) =>
  lines.map(({ text }) => text).join(' ');

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
      for (const { y } of [...title.lines, ...author.lines]) {
        expect(y).toBeGreaterThan(10);
        expect(y).toBeLessThan(350);
      }
    }
  });

  it.each([
    ['700 letters', { title: 'Strange Surprizing Adventures of '.repeat(21) }],
    ['80 authors', { author: 'Richard W. Hamming, '.repeat(80) }],
    ['no spaces', { title: 'x'.repeat(700), author: 'y'.repeat(700) }],
  ])('keeps %s on the cover', (_what, changes) => {
    for (const at of Array(60).keys()) {
      const { title, author } = toCover({ ...hamming, ...changes, slug: `book-${at}` });
      const ys = [...title.lines, ...author.lines].map(({ y }) => y);

      expect(Math.min(...ys)).toBeGreaterThan(10);
      expect(Math.max(...ys)).toBeLessThan(350);
    }
  });

  it('draws a cover once, and again when the book has changed', () => {
    expect(toCover({ ...hamming })).toBe(toCover({ ...hamming }));
    expect(toCover({ ...hamming, title: 'Numerical Methods' }).title.lines).not.toEqual(
      toCover(hamming).title.lines,
    );
  });

  it('remembers no more covers than a thousand', () => {
    const first = toCover({ ...hamming, slug: 'first' });
    for (const at of Array(1_000).keys()) toCover({ ...hamming, title: 'A', slug: `other-${at}` });

    expect(toCover({ ...hamming, slug: 'first' })).not.toBe(first);
  });

  it('begins a right-to-left title at the right', () => {
    const covers = many.map((_, at) => toCover({ ...hamming, slug: `book-${at}`, title: 'كتاب' }));
    const left = covers.filter(({ anchor }) => anchor === 'start');

    expect(left.length).toBeGreaterThan(10);
    for (const { title, author } of left) {
      expect(title).toMatchObject({ direction: 'rtl', lines: [{ x: 216 }] });
      expect(author).toMatchObject({ direction: 'ltr', lines: [{ x: 24 }] });
    }
  });

  it('keeps the rule of the frame above an author of two lines', () => {
    const author = 'William Strunk Jr. and Elwyn Brooks White';
    const framed = many
      .map((_, at) => toCover({ ...hamming, author, slug: `book-${at}` }))
      .filter(({ anchor }) => anchor === 'middle');

    expect(framed.length).toBeGreaterThan(2);
    for (const { shapes, author: by } of framed) {
      const rule = Number(/^M72 ([\d.]+)h96$/.exec(shapes.at(-1)?.d ?? '')?.[1]);
      expect(by.lines).toHaveLength(2);
      expect(rule).toBeLessThan((by.lines[0]?.y ?? 0) - by.size - 8);
    }
  });

  it('draws nothing that is not a number', () => {
    for (const shape of many.flatMap(({ shapes }) => shapes)) {
      expect(shape.d).toMatch(/^M[-\d. a-zA-Z]+$/);
      expect(shape.d).not.toMatch(/NaN|undefined/);
    }
  });
});
