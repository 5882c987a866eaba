import { describe, expect, it } from '@jest/globals';
import { listPath, toListQuery } from './list-query.js';

const ALL = { text: null, subject: null, author: null, sort: 'shelf', cursor: null } as const;

describe(toListQuery.name, () => {
  it.each([
    [{}, ALL],
    [{ subject: '', author: ' ', sort: '', page: '' }, ALL],
    [{ page: '1', utm_source: 'elsewhere' }, ALL],
    [
      { subject: 'PDZ', sort: 'price' },
      { ...ALL, subject: 'PDZ', sort: 'price' },
    ],
    [{ q: ' C++ & "C#" ' }, { ...ALL, text: 'C++ & "C#"' }],
    [{ author: ['Ada', 'Bob'] }, { ...ALL, author: 'Ada' }],
    [{ page: 'after.a-book' }, { ...ALL, cursor: { direction: 'after', slug: 'a-book' } }],
    [{ page: 'before.a-book' }, { ...ALL, cursor: { direction: 'before', slug: 'a-book' } }],
  ])('reads %j', (parameters, query) => {
    expect(toListQuery(parameters)).toEqual(query);
  });

  it.each([
    { sort: 'random' },
    { sort: '__proto__' },
    { page: '2' },
    { page: '-1' },
    { page: 'after.' },
    { page: 'after.a.b' },
    { subject: { $ne: 1 } },
    { author: 'a'.repeat(201) },
    { q: 'garden', subject: 'PDZ' },
    { q: 'garden', author: 'Ada' },
  ])('finds no list in %j', (parameters) => {
    expect(toListQuery(parameters)).toBeNull();
  });
});

describe(listPath.name, () => {
  it.each([
    '/books',
    '/books?q=C%2B%2B+%26+%22C%23%22',
    '/books?subject=PDZ&sort=title&page=after.a-book',
    '/books?author=Kurt+G%C3%B6del&page=before.a-book',
  ])('makes the address %s of what was read from it', (path) => {
    const parameters = Object.fromEntries(new URL(path, 'https://books.example').searchParams);
    const query = toListQuery(parameters);

    expect(query && listPath(query)).toBe(path);
  });
});
