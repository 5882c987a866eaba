import type { Request } from 'express';
import type { ShopProblem } from '../../common/problem.js';
import { previousPage } from './previous-page.js';
import { chargeStatementOf, PROBLEM_TABLE, type ProblemText } from './problem-table.js';

const BROWSE_BOOKS = { label: 'Browse the books', href: '/' };

/** The view of views/errors/problem.hbs. */
export function toProblemView(
  problem: ShopProblem,
  requestId: string,
  request: Pick<Request, 'headers' | 'path' | 'method'>,
  publicUrl: string,
) {
  const text: ProblemText = PROBLEM_TABLE[problem.code];
  const fields = problem.fields.map(({ detail }) => detail).join(' ');
  const previous = previousPage(request, publicUrl);
  return {
    status: text.status,
    title: text.title,
    whatHappened: [problem.detail ?? text.whatHappened, fields].filter(Boolean).join(' '),
    chargeStatement: chargeStatementOf(text, request.method),
    next: problem.retry ?? problem.next ?? text.next ?? previous ?? BROWSE_BOOKS,
    requestId: text.status >= 500 ? requestId : null,
  };
}
