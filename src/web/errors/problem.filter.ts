import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ShopProblem } from '../../common/problem.js';
import { currentContext } from '../log/request-context.js';
import { PROBLEM_TABLE, type ProblemText } from './problem-table.js';
import { toProblem } from './to-problem.js';

const RETRY_AFTER_SECONDS = 5;
const BROWSE_BOOKS = { label: 'Browse the books', href: '/' };

/** Responds to every error: with a page, or with problem details (RFC 9457) for programs. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost) {
    const http = host.switchToHttp();
    this.respond(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  respond(error: unknown, request: Request, response: Response) {
    const problem = toProblem(error);
    const text: ProblemText = PROBLEM_TABLE[problem.code];
    const requestId = currentContext().requestId ?? randomUUID();
    if (text.status >= 500 && problem.code !== 'not-ready') this.#report(problem);
    if (response.headersSent) return void response.destroy();

    const retryAfter = problem.retryAfterSeconds ?? (text.status === 503 && RETRY_AFTER_SECONDS);
    if (retryAfter) response.setHeader('Retry-After', retryAfter);
    response.status(text.status).setHeader('Cache-Control', 'no-store');
    if (wantsJson(request)) {
      const body = problemDetails(problem, text, requestId);
      response.type('application/problem+json').send(JSON.stringify(body));
    } else {
      response.render('errors/problem', problemPage(problem, text, requestId));
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

/** RFC 9457. Programs rely on `type` or `code`; texts may change. */
function problemDetails(problem: ShopProblem, text: ProblemText, requestId: string) {
  return {
    type: `/problems/${problem.code}`,
    title: text.title,
    status: text.status,
    detail: `${problem.detail ?? text.whatHappened} ${text.chargeStatement}`,
    instance: `urn:uuid:${requestId}`,
    code: problem.code,
    ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
  };
}

function problemPage(problem: ShopProblem, text: ProblemText, requestId: string) {
  const fields = problem.fields.map(({ detail }) => detail).join(' ');
  return {
    status: text.status,
    title: text.title,
    whatHappened: [problem.detail ?? text.whatHappened, fields].filter(Boolean).join(' '),
    chargeStatement: text.chargeStatement,
    next: problem.retry ?? problem.next ?? text.next ?? BROWSE_BOOKS,
    requestId: text.status >= 500 ? requestId : null,
  };
}
