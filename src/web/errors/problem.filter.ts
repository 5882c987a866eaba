import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ShopProblem } from '../../common/problem.js';
import { currentContext } from '../log/request-context.js';
import { PROBLEM_TABLE, type ProblemText } from './problem-table.js';
import { toProblem } from './to-problem.js';

const RETRY_AFTER_SECONDS = 5;

/** The one place that answers for what went wrong: a page for people, RFC 9457 for programs. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost) {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  answer(error: unknown, request: Request, response: Response) {
    const problem = toProblem(error);
    const words: ProblemText = PROBLEM_TABLE[problem.code];
    const requestId = currentContext().requestId ?? randomUUID();
    if (words.status >= 500 && problem.code !== 'not-ready') this.#report(problem);
    if (response.headersSent) return void response.destroy();

    const retryAfter = problem.retryAfterSeconds ?? (words.status === 503 && RETRY_AFTER_SECONDS);
    if (retryAfter) response.setHeader('Retry-After', retryAfter);
    response.status(words.status).setHeader('Cache-Control', 'no-store');
    if (wantsJson(request)) {
      const body = problemDetails(problem, words, requestId);
      response.type('application/problem+json').send(JSON.stringify(body));
    } else {
      response.render('errors/problem', problemPage(problem, words, requestId));
    }
  }

  #report(problem: ShopProblem) {
    this.#logger.error(problem.message, problem.cause instanceof Error ? problem.cause : problem);
  }
}

function wantsJson(request: Request): boolean {
  if (request.path.startsWith('/webhooks/') || request.path.startsWith('/health/')) return true;
  return request.accepts(['html', 'json']) === 'json';
}

/** RFC 9457. Programs go by `type` or `code`, never by the words. */
function problemDetails(problem: ShopProblem, words: ProblemText, requestId: string) {
  return {
    type: `/problems/${problem.code}`,
    title: words.title,
    status: words.status,
    detail: `${problem.detail ?? words.whatHappened} ${words.chargeStatement}`,
    instance: `urn:uuid:${requestId}`,
    code: problem.code,
    ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
  };
}

function problemPage(problem: ShopProblem, words: ProblemText, requestId: string) {
  const fields = problem.fields.map(({ detail }) => detail).join(' ');
  return {
    status: words.status,
    title: words.title,
    whatHappened: [problem.detail ?? words.whatHappened, fields].filter(Boolean).join(' '),
    money: words.chargeStatement,
    next: problem.retry ?? problem.next ?? words.next,
    requestId: words.status >= 500 ? requestId : null,
  };
}
