import { describe, expect, it } from '@jest/globals';
import { canonicalForm, type FormNode, parseForm } from './stripe-form.js';

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
  ])('refuses %s', (text) => {
    expect(() => parseForm(text)).toThrow('Invalid parameter name');
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
