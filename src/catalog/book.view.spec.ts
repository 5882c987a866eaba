import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../test/support/book-with.js';
import { money } from '../money/money.js';
import { toBookView, toCatalogView } from './book.view.js';
import type { BookDetails } from './domain/book.js';

const SHOP = 'https://books.example';

describe(toCatalogView.name, () => {
  it('features the first three books, and lists the others', () => {
    const books = ['a', 'b', 'c', 'd', 'e'].map((slug) => bookWith({ slug }));

    const view = toCatalogView(books, [], SHOP);

    expect(view.featured.map(({ slug }) => slug)).toEqual(['a', 'b', 'c']);
    expect(view.books.map(({ slug }) => slug)).toEqual(['d', 'e']);
  });

  it('says of a sold-out book only that', () => {
    const [soldOut, last] = toCatalogView(
      [bookWith({ stock: 0 }), bookWith({ stock: 1 })],
      [],
      SHOP,
    ).featured;

    expect(soldOut).toMatchObject({ isSoldOut: true, availability: 'Sold out' });
    expect(last).toMatchObject({ isSoldOut: false, availability: 'Only 1 copy left' });
  });

  it('prints the beginning of a long description on the front table', () => {
    const [card] = toCatalogView(
      [bookWith({ description: 'word '.repeat(4_000) })],
      [],
      SHOP,
    ).featured;

    expect(card?.description).toMatch(/^word .* word…$/);
    expect(card?.description.length).toBeLessThanOrEqual(400);
  });

  it('says that there are no books', () => {
    expect(toCatalogView([], [], SHOP)).toMatchObject({ isEmpty: true, canonical: `${SHOP}/` });
  });
});

describe(toBookView.name, () => {
  const view = (changes: Partial<BookDetails> = {}) => toBookView(bookWith(changes), SHOP);

  it('prints the price for people and for machines', () => {
    expect(view()).toMatchObject({ price: '$28.00', jsonLd: { offers: { price: '28.00' } } });
    expect(view({ price: money(1500, 'jpy') })).toMatchObject({
      price: '¥1,500',
      jsonLd: { offers: { price: '1500' } },
    });
  });

  it('shares a cover that networks show, else the picture of the shop', () => {
    const cover = { file: 'a.png', width: 40, height: 60 };

    expect(view({ coverImage: { ...cover, type: 'image/png' } }).picture).toEqual({
      url: 'https://books.example/covers/a.png',
      width: 40,
      height: 60,
    });
    expect(view({ coverImage: { ...cover, type: 'image/avif' } }).picture).toBeNull();
    expect(view().picture).toBeNull();
  });

  it.each([
    [null, null, true],
    [6, null, true],
    [5, 'Only 5 copies left', true],
    [1, 'Only 1 copy left', true],
    [0, 'Sold out', false],
  ])('with a stock of %j says %j', (stock, availability, canBuy) => {
    expect(view({ stock })).toMatchObject({ availability, canBuy });
  });

  it('cannot sell a withdrawn book, however many there are', () => {
    expect(view({ isForSale: false, stock: 3 })).toMatchObject({
      canBuy: false,
      isWithdrawn: true,
      availability: null,
    });
  });

  it('lists the facts it has, and no empty ones', () => {
    expect(view({ publicationDate: '2020-08-04' }).facts).toEqual([
      {
        name: 'Published',
        value: 'August 4, 2020',
        datetime: '2020-08-04',
      },
    ]);
    expect(view()).toMatchObject({ facts: [], subjects: [] });
  });

  it('names whoever else worked on the book by what they did, and the authors not again', () => {
    const contributors = [
      { name: 'Donella H. Meadows', role: 'author' },
      { name: 'Diana Wright', role: 'editor' },
      { name: 'A. Nother', role: 'editor' },
      { name: 'T. Ranslator', role: 'translator' },
    ] as const;

    expect(view({ contributors: [...contributors] }).facts).toEqual([
      { name: 'Edited by', value: 'Diana Wright and A. Nother' },
      { name: 'Translated by', value: 'T. Ranslator' },
    ]);
  });

  it('links each contributor whom the title page names, where it does', () => {
    const contributors = [
      { name: 'Ada Park', role: 'author' },
      { name: 'T. Ranslator', role: 'translator' },
      { name: 'Bob Quay', role: 'author' },
    ] as const;
    const author = 'by Ada Park and Bob Quay, jr.';

    expect(view({ author, contributors: [...contributors] }).authorParts).toEqual([
      { text: 'by ', href: null },
      { text: 'Ada Park', href: '/books?author=Ada+Park' },
      { text: ' and ', href: null },
      { text: 'Bob Quay', href: '/books?author=Bob+Quay' },
      { text: ', jr.', href: null },
    ]);
  });

  it('prints format, pages, language and weight in words', () => {
    const facts = { format: 'ebook', pages: 240, language: 'pt-BR', weightGrams: 610 } as const;

    expect(view(facts).facts.map(({ name, value }) => [name, value])).toEqual([
      ['Format', 'E-book'],
      ['Pages', 240],
      ['Language', 'Brazilian Portuguese'],
      ['Weight', '610 g'],
    ]);
  });

  it('prints the ISBN with the hyphens of the book', () => {
    expect(view({ isbn: '9780131103627' }).facts).toEqual([
      { name: 'ISBN', value: '978-0-13-110362-7' },
    ]);
  });

  it('sums a long description up in whole words', () => {
    const { summary } = view({ description: 'word '.repeat(100).trim() });

    expect(summary.length).toBeLessThanOrEqual(160);
    expect(summary).toMatch(/ word…$/);
  });

  it('gives the tab of a right-to-left title an isolated one, and of a long title its beginning', () => {
    expect(view({ title: 'מהדורה "חדשה"' }).pageTitle).toBe('\u2068מהדורה "חדשה"\u2069');
    expect(view({ title: 'word '.repeat(200) }).pageTitle.length).toBeLessThanOrEqual(120);
  });

  it('knows its one address', () => {
    expect(view().canonical).toBe('https://books.example/books/working-in-public');
  });
});
