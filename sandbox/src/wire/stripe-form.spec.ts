import { describe, expect, it } from '@jest/globals';
import { canonicalForm, type FormNode, itemsOf, parseForm, sparseArray } from './stripe-form.js';

const plain = (node: FormNode): unknown =>
  typeof node === 'string'
    ? node
    : Object.fromEntries([...node].map(([key, child]) => [key, plain(child)]));

describe(parseForm, () => {
  it('reads hashes, and lists with and without indices', () => {
    const text = 'amount=2300&metadata[order]=1&metadata[a b]=x%26y&expand[]=one&expand[]=two';

    expect(plain(parseForm(`${text}&items[0][id]=a&items[1][id]=b`))).toEqual({
      amount: '2300',
      metadata: { order: '1', 'a b': 'x&y' },
      expand: { 0: 'one', 1: 'two' },
      items: { 0: { id: 'a' }, 1: { id: 'b' } },
    });
  });

  it('keeps numeric keys of a hash as they are', () => {
    expect(plain(parseForm('metadata[7]=seven'))).toEqual({ metadata: { 7: 'seven' } });
  });

  it('reads keys that mean something to JavaScript like any other', () => {
    const form = parseForm('metadata[__proto__]=x&metadata[constructor]=y');

    expect(canonicalForm(form)).toBe('{"metadata":{"__proto__":"x","constructor":"y"}}');
  });

  it.each([
    '=1',
    '[a]=1',
    'a]=1',
    'a[b=1',
    'a[b]c=1',
    'a=1&a[b]=2',
    'a[b]=2&a=1',
    `a${'[b]'.repeat(11)}=1`,
    'a[1]=1&a[]=2',
  ])('refuses %s', (text) => {
    expect(() => parseForm(text)).toThrow('Invalid parameter name');
  });
});

describe(itemsOf, () => {
  const array = (text: string) => {
    const hash = parseForm(text).get('a');
    if (!(hash instanceof Map)) throw new Error('No hash');
    return hash;
  };

  it.each(['a[]=x&a[]=y', 'a[0]=x&a[1]=y', 'a[1]=y&a[0]=x'])('reads %s in order', (text) => {
    expect(itemsOf(array(text))).toEqual(['x', 'y']);
  });

  it.each([
    ['a[1]=x', '`1`', 0],
    ['a[0]=x&a[2]=y', '`0`, `2`', 1],
    ['a[0]=x&a[01]=y', '`0`, `01`', 1],
    ['a[b]=x', '`b`', 0],
  ])('takes %s for no array', (text, passed, expected) => {
    expect(itemsOf(array(text))).toBeNull();
    expect(sparseArray(array(text))).toContain(
      `You passed the keys ${passed}, we expected to have a key with the value \`${expected}\`.`,
    );
  });
});

describe(canonicalForm, () => {
  it('is the same whatever the order of the parameters', () => {
    expect(canonicalForm(parseForm('a=1&b[c]=2&b[d]=3'))).toBe(
      canonicalForm(parseForm('b[d]=3&a=1&b[c]=2')),
    );
  });

  it('differs when a value moves to another name', () => {
    expect(canonicalForm(parseForm('a=1&b=2'))).not.toBe(canonicalForm(parseForm('a=2&b=1')));
  });
});
