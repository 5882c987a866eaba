import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../test/support/book-with.js';
import { money } from '../money/money.js';
import { toJsonLd } from './book-json-ld.js';
import type { BookDetails } from './domain/book.js';

const SHOP = 'https://books.example';
const URL = `${SHOP}/books/working-in-public`;

/** As it is sent. */
const sent = (changes: Partial<BookDetails> = {}) =>
  JSON.parse(JSON.stringify(toJsonLd(bookWith(changes), SHOP))) as Record<string, unknown>;

describe(toJsonLd.name, () => {
  it('says of a book what is known, and no more', () => {
    expect(sent()).toEqual({
      '@context': 'https://schema.org',
      '@type': ['Product', 'Book'],
      '@id': URL,
      url: URL,
      name: 'Working in Public',
      description: 'A book.',
      author: [{ '@type': 'Person', name: 'Nadia Eghbal' }],
      about: [],
      offers: {
        '@type': 'Offer',
        url: URL,
        price: '28.00',
        priceCurrency: 'USD',
        availability: 'https://schema.org/InStock',
        itemCondition: 'https://schema.org/NewCondition',
      },
    });
  });

  it('has the facts of a book under schema.org’s names', () => {
    const facts = {
      ...({
        subtitle: 'The Making',
        isbn: '9780578675862',
        format: 'audiobook',
        pages: 256,
      } as const),
      ...{ language: 'en', publicationDate: '2020-08', publisher: 'Stripe Press' },
      coverImage: { file: 'a.webp', type: 'image/webp', width: 40, height: 60 },
      subjects: [{ code: 'UMB', name: 'Open source' }],
    };

    expect(sent(facts)).toMatchObject({
      '@type': ['Product', 'Book', 'Audiobook'],
      alternativeHeadline: 'The Making',
      image: `${SHOP}/covers/a.webp`,
      isbn: '9780578675862',
      gtin13: '9780578675862',
      bookFormat: 'https://schema.org/AudiobookFormat',
      numberOfPages: 256,
      inLanguage: 'en',
      datePublished: '2020-08',
      publisher: { '@type': 'Organization', name: 'Stripe Press' },
      about: [{ '@type': 'Thing', name: 'Open source' }],
    });
  });

  it('names people by what they did, and nobody as author who is not', () => {
    const contributors = [
      { name: 'Ed', role: 'editor' },
      { name: 'Tran', role: 'translator' },
      { name: 'Fore', role: 'foreword' },
      { name: 'Photo', role: 'photographer' },
    ] as const;
    const book = sent({ author: 'Ed', contributors: [...contributors] });
    const person = (name: string) => ({ '@type': 'Person', name });

    expect(book).toMatchObject({
      editor: [person('Ed')],
      translator: [person('Tran')],
      contributor: [person('Fore'), person('Photo')],
    });
    expect(book).not.toHaveProperty('author');
  });

  it.each<[string, Partial<BookDetails>, Record<string, string>]>([
    ['that is sold out', { stock: 0 }, { availability: 'https://schema.org/SoldOut' }],
    ['of which one is left', { stock: 1 }, { availability: 'https://schema.org/InStock' }],
    ['that is withdrawn', { isForSale: false }, { availability: 'https://schema.org/Discontinued' }], // prettier-ignore
    ['in a currency without decimals', { price: money(1500, 'jpy') }, { price: '1500', priceCurrency: 'JPY' }], // prettier-ignore
  ])('offers a book %s as what it is', (_what, changes, offer) => {
    expect(sent(changes)).toMatchObject({ offers: offer });
  });
});
