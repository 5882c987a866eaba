import { describe, expect, it } from '@jest/globals';
import { coverOf } from './cover-of.js';
import { toCover } from './cover.js';

const BOOK = { slug: 'a', title: 'A Book', author: 'A. Author', coverColor: '#1f3a5f' };

describe(coverOf.name, () => {
  it('shows the cover file with its size, so that nothing moves when it arrives', () => {
    const coverImage = { file: 'ab12.png', type: 'image/png', width: 400, height: 600 };

    expect(coverOf({ ...BOOK, coverImage })).toEqual({
      image: { src: '/covers/ab12.png', width: 400, height: 600 },
    });
  });

  it('draws the cover of a book without a file', () => {
    expect(coverOf({ ...BOOK, coverImage: null })).toBe(toCover(BOOK));
  });
});
