import { describe, expect, it } from '@jest/globals';
import { translatePlaceholders } from './translate-placeholders.js';

describe(translatePlaceholders.name, () => {
  it('numbers question marks in their order', () => {
    expect(translatePlaceholders('SELECT ? WHERE "a" = ?')).toEqual({
      text: 'SELECT $1 WHERE "a" = $2',
      names: [],
    });
  });

  it('gives a name the same number wherever it stands', () => {
    expect(translatePlaceholders('SELECT :b WHERE :a < :b AND :ab')).toEqual({
      text: 'SELECT $1 WHERE $2 < $1 AND $3',
      names: ['b', 'a', 'ab'],
    });
  });

  it('leaves texts, names and casts as they are', () => {
    const text = `SELECT '?''s :a', "b?:c", now()::text`;

    expect(translatePlaceholders(text)).toEqual({ text, names: [] });
  });
});
