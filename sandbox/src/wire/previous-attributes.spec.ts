import { describe, expect, it } from '@jest/globals';
import { previousAttributes } from './previous-attributes.js';

describe(previousAttributes, () => {
  it.each([
    ['a field that changed', { a: 1, b: 2 }, { a: 3, b: 2 }, { a: 1 }],
    ['one that was empty', { a: null }, { a: 'x' }, { a: null }],
    ['one that was not there', {}, { a: 'x' }, { a: null }],
    ['one that is gone', { a: 'x' }, {}, { a: 'x' }],
    ['only what changed in a hash', { a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, { a: { b: 1 } }],
    ['a list as a whole', { a: [1] }, { a: [1, 2] }, { a: [1] }],
    ['a hash that was not there', { a: null }, { a: { b: 1 } }, { a: null }],
    ['nothing when nothing changed', { a: { b: [1] } }, { a: { b: [1] } }, {}],
  ])('tells %s', (_what, before, after, previous) => {
    expect(previousAttributes(before, after)).toEqual(previous);
  });
});
