import { describe, expect, it } from '@jest/globals';
import { previousPage } from './previous-page.js';

const SHOP = 'http://localhost:3000';
const after = (referer: string | undefined, path = '/cart/items/one') =>
  previousPage({ headers: { referer }, path }, SHOP);

describe(previousPage.name, () => {
  it.each([
    ['/cart', 'Back to the cart'],
    ['/books/one', 'Back to the book'],
    ['/checkout/token', 'Back to the payment'],
  ])('leads back to %s', (href, label) => {
    expect(after(SHOP + href)).toEqual({ label, href });
  });

  it('leaves out what a notice was selected by', () => {
    expect(after(`${SHOP}/cart?added=one`)).toMatchObject({ href: '/cart' });
  });

  it.each([
    ['another site', 'https://evil.example/cart'],
    ['another port', 'http://localhost:3001/cart'],
    ['a page that is not one to go on from', `${SHOP}/health/live`],
    ['no address at all', 'cart'],
    ['nothing', undefined],
  ])('leads nowhere after %s', (_what, referer) => {
    expect(after(referer)).toBeNull();
  });

  it('does not lead back to the page that has failed', () => {
    expect(after(`${SHOP}/books/one`, '/books/one')).toBeNull();
  });
});
