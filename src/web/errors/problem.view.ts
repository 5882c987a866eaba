import type { Request } from 'express';
import type { ShopProblem } from '../../common/problem.js';
import { PROBLEM_TABLE } from '../../common/problem-table.js';
import { Texts } from '../../texts/texts.js';
import { previousPage } from './previous-page.js';
import { problemTexts } from './problem-texts.js';

/** The view of views/errors/problem.hbs. */
export function toProblemView(
  { code, options }: ShopProblem,
  requestId: string,
  request: Pick<Request, 'headers' | 'path' | 'method'>,
  publicUrl: string,
) {
  const { status } = PROBLEM_TABLE[code];
  const text = problemTexts(code, request.method);
  const { detail = text.whatHappened, fields = [], retry } = options;
  const previous = previousPage(request, publicUrl);
  return {
    status,
    title: text.title,
    whatHappened: [detail, ...fields.map((field) => field.detail)].join(' '),
    chargeStatement: text.chargeStatement,
    next: retry ?? options.next ?? text.next ?? previous ?? browseBooks(),
    requestId: status >= 500 ? requestId : null,
  };
}

function browseBooks() {
  return { label: Texts.t('problem.next.browse'), href: '/' };
}
