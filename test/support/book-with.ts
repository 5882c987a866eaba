import type { BookDetails } from '../../src/catalog/domain/book.js';
import { money } from '../../src/money/money.js';

/** A book that is for sale for $28.00, without what a book need not have. */
export function bookWith(changes: Partial<BookDetails> = {}): BookDetails {
  return {
    id: 1,
    slug: 'working-in-public',
    title: 'Working in Public',
    subtitle: null,
    author: 'Nadia Eghbal',
    publisher: null,
    publicationDate: null,
    format: null,
    pages: null,
    language: null,
    weightGrams: null,
    isbn: null,
    description: 'A book.',
    price: money(2800, 'usd'),
    stock: null,
    coverColor: '#1f3a5f',
    coverImage: null,
    taxCategory: null,
    contributors: [],
    subjects: [],
    isForSale: true,
    ...changes,
  };
}
