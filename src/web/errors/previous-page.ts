import type { Request } from 'express';
import type { NextPage } from '../../common/problem-table.js';
import type { TextKey } from '../../texts/languages.js';
import { Texts } from '../../texts/texts.js';

const LABELS: readonly (readonly [RegExp, TextKey])[] = [
  [/^\/cart$/, 'problem.next.backToCart'],
  [/^\/books\/[^/]+$/, 'problem.next.backToBook'],
  [/^\/checkout\/delivery$/, 'problem.next.backToDelivery'],
  [/^\/checkout\/[^/]+$/, 'problem.next.backToPayment'],
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
  if (!label || origin !== publicUrl || pathname === path) return null;
  return { label: Texts.t(label), href };
}
