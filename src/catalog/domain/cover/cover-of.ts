import type { Book } from '../book.js';
import { type Covered, type CoverView, toCover } from './cover.js';

interface CoverImageView {
  image: { src: string; width: number; height: number };
}

/** The view of views/partials/cover.hbs: the cover file, or the drawn cover of a book without one. */
export function coverOf(book: Covered & Pick<Book, 'coverImage'>): CoverImageView | CoverView {
  if (!book.coverImage) return toCover(book);
  const { file, width, height } = book.coverImage;
  return { image: { src: `/covers/${file}`, width, height } };
}
