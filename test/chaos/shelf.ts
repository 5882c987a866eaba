/** The books of every round. A limit makes shoppers meet at the last copy. */
export const SHELF = [
  { slug: 'plenty', title: 'Plenty', unitPriceMinor: 2300, stock: null },
  { slug: 'ample', title: 'Ample', unitPriceMinor: 1450, stock: null },
  { slug: 'several', title: 'Several', unitPriceMinor: 2800, stock: 30 },
  { slug: 'few', title: 'Few', unitPriceMinor: 990, stock: 8 },
  { slug: 'scarce', title: 'Scarce', unitPriceMinor: 5100, stock: 2 },
] as const;

export type Slug = (typeof SHELF)[number]['slug'];

export const SLUGS = SHELF.map(({ slug }) => slug);
export const LIMITED = SHELF.filter(({ stock }) => stock !== null).map(({ slug }) => slug);
