/** The addresses that forms of the pages post to, as their controllers write them. */
export const FORM_POSTS = [
  '/cart',
  '/cart/items',
  '/cart/items/:slug',
  '/checkout',
  '/checkout/delivery',
  '/checkout/:token/contact',
  '/orders/links',
  '/orders/:token/withdraw',
] as const;
