import { describe, expect, it } from '@jest/globals';
import { mergeMetadata } from './metadata.js';

const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));

describe(mergeMetadata, () => {
  it('adds, replaces, and removes where the value is empty', () => {
    const current = { order: '1', colour: 'red', note: 'gift' };

    expect(mergeMetadata(current, { colour: 'blue', note: '', size: 'L' })).toEqual({
      ok: true,
      metadata: { order: '1', colour: 'blue', size: 'L' },
    });
  });

  it('removes everything when the whole of it is unset', () => {
    expect(mergeMetadata({ order: '1' }, null)).toEqual({ ok: true, metadata: {} });
  });

  it('holds 50 keys and refuses one more', () => {
    expect(mergeMetadata(keys(49), { last: 'one' })).toMatchObject({ ok: true });
    expect(mergeMetadata(keys(50), { last: 'one' })).toMatchObject({
      ok: false,
      param: 'metadata',
    });
  });

  it('counts the keys that remain, not those that were sent', () => {
    expect(mergeMetadata(keys(50), { key0: '', last: 'one' })).toMatchObject({ ok: true });
  });

  it('takes a key of 40 characters and refuses 41', () => {
    expect(mergeMetadata({}, { ['k'.repeat(40)]: 'v' })).toMatchObject({ ok: true });
    expect(mergeMetadata({}, { ['k'.repeat(41)]: 'v' })).toMatchObject({
      ok: false,
      param: `metadata[${'k'.repeat(41)}]`,
      message: expect.stringContaining('41 characters'),
    });
  });

  it('takes a value of 500 characters and refuses 501', () => {
    expect(mergeMetadata({}, { note: 'v'.repeat(500) })).toMatchObject({ ok: true });
    expect(mergeMetadata({}, { note: 'v'.repeat(501) })).toMatchObject({
      ok: false,
      param: 'metadata[note]',
      message: expect.stringContaining('501 characters'),
    });
  });

  it('counts characters, of which an emoji is one', () => {
    expect(mergeMetadata({}, { ['📕'.repeat(40)]: '📕'.repeat(500) })).toMatchObject({ ok: true });
    expect(mergeMetadata({}, { ['📕'.repeat(41)]: 'v' })).toMatchObject({
      message: expect.stringContaining('a key that is 41 characters'),
    });
    expect(mergeMetadata({}, { note: '📕'.repeat(501) })).toMatchObject({
      message: expect.stringContaining('a value that is 501 characters'),
    });
  });
});
