/** The pages about the shop, in the order of their links: `shop/pages/contact.md` is at `/contact`. */
export const PAGE_NAMES = [
  'contact',
  'delivery',
  'returns',
  'terms',
  'privacy',
  'accessibility',
] as const;

export type PageName = (typeof PAGE_NAMES)[number];
