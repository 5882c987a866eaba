import type { Request } from 'express';
import type { NextPage } from '../../common/problem-table.js';

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^\/cart$/, 'Back to the cart'],
  [/^\/books\/[^/]+$/, 'Back to the book'],
  [/^\/checkout\/delivery$/, 'Back to delivery'],
  [/^\/checkout\/[^/]+$/, 'Back to the payment'],
];

/** The page of this shop that led to the request. Null if there was none that it would help to see again. */
export function previousPage(
  { headers, path }: Pick<Request, 'headers' | 'path'>,
  publicUrl: string,
): NextPage | null {
  const { referer } = headers;
  if (!referer || !URL.canParse(referer)) return null;
  const { origin, pathname, search } = new URL(referer);
  const label = LABELS.find(([pattern]) => pattern.test(pathname))?.[1];
  // What is delivered may be in the query.
  const href = pathname === '/checkout/delivery' ? pathname + search : pathname;
  return label && origin === publicUrl && pathname !== path ? { label, href } : null;
}
