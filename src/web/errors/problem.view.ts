import type { Request } from 'express';
import type { ShopProblem } from '../../common/problem.js';
import { chargeStatementOf, PROBLEM_TABLE, type ProblemText } from '../../common/problem-table.js';
import { previousPage } from './previous-page.js';

const BROWSE_BOOKS = { label: 'Browse the books', href: '/' };

/** The view of views/errors/problem.hbs. */
export function toProblemView(
  { code, options }: ShopProblem,
  requestId: string,
  request: Pick<Request, 'headers' | 'path' | 'method'>,
  publicUrl: string,
) {
  const text: ProblemText = PROBLEM_TABLE[code];
  const { detail = text.whatHappened, fields = [], retry } = options;
  const previous = previousPage(request, publicUrl);
  return {
    status: text.status,
    title: text.title,
    whatHappened: [detail, ...fields.map((field) => field.detail)].join(' '),
    chargeStatement: chargeStatementOf(text, request.method),
    next: retry ?? options.next ?? text.next ?? previous ?? BROWSE_BOOKS,
    requestId: text.status >= 500 ? requestId : null,
  };
}
