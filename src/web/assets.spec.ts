import { describe, expect, it } from '@jest/globals';
import { withBuiltNames } from './assets.js';

const NAMES = new Map([['shop.css', 'shop.ABC.css']]);

describe(withBuiltNames.name, () => {
  it('names the built assets', () => {
    expect(withBuiltNames('<link href="/assets/shop.css"> <a href="/cart">', NAMES)).toBe(
      '<link href="/assets/shop.ABC.css"> <a href="/cart">',
    );
  });

  it('refuses a template with an asset that is not there', () => {
    expect(() => withBuiltNames('<script src="/assets/chekout.js">', NAMES)).toThrow(
      'there is no asset chekout.js',
    );
  });
});
