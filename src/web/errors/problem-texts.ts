import {
  type NextPage,
  PROBLEM_TABLE,
  type ProblemCode,
  type ProblemEntry,
} from '../../common/problem-table.js';
import { Texts } from '../../texts/texts.js';

const NEXT_PAGES = { cart: '/cart', books: '/books' };

/** What a page, or the JSON of a problem, says of it. */
export interface ProblemTexts {
  title: string;
  whatHappened: string;
  /** Null where nobody asks whether money moved. */
  chargeStatement: string | null;
  next: NextPage | null;
}

export function problemTexts(code: ProblemCode, method: string): ProblemTexts {
  const { charge, isUnrelatedToPaymentOnGet, next }: ProblemEntry = PROBLEM_TABLE[code];
  const isUnrelated = isUnrelatedToPaymentOnGet && method === 'GET';
  return {
    title: Texts.t(`problem.codes.${code}.title`),
    whatHappened: Texts.t(`problem.codes.${code}.whatHappened`),
    chargeStatement: isUnrelated
      ? null
      : charge.map((statement) => Texts.t(`problem.charge.${statement}`)).join(' '),
    next: next ? { label: Texts.t(`problem.next.${next}`), href: NEXT_PAGES[next] } : null,
  };
}
