import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ShopProblem } from '../../common/problem.js';
import { PROBLEM_TABLE } from '../../common/problem-table.js';
import { Config } from '../../config/config.module.js';
import { currentContext } from '../log/request-context.js';
import { problemTexts } from './problem-texts.js';
import { toProblemView } from './problem.view.js';
import { toProblem } from './to-problem.js';

const RETRY_AFTER_SECONDS = 5;

/** Responds to every error: with a page, or with problem details (RFC 9457) for programs. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  constructor(private readonly config: Config) {}

  catch(error: unknown, host: ArgumentsHost) {
    const http = host.switchToHttp();
    this.respond(error, http.getRequest<Request>(), http.getResponse<Response>());
  }

  respond(error: unknown, request: Request, response: Response) {
    const problem = toProblem(error);
    const { status } = PROBLEM_TABLE[problem.code];
    const requestId = currentContext().requestId ?? randomUUID();
    if (status >= 500 && problem.code !== 'not-ready') this.#report(problem);
    if (response.headersSent) return void response.destroy();

    const retryAfter = problem.options.retryAfterSeconds ?? (status === 503 && RETRY_AFTER_SECONDS);
    if (retryAfter) response.setHeader('Retry-After', retryAfter);
    response.status(status).setHeader('Cache-Control', 'no-store');
    if (wantsJson(request)) {
      const body = problemDetails(problem, request.method, requestId);
      response.type('application/problem+json').send(JSON.stringify(body));
    } else {
      const publicUrl = this.config.get('publicUrl', { infer: true });
      response.render('errors/problem', toProblemView(problem, requestId, request, publicUrl));
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
function problemDetails({ code, options }: ShopProblem, method: string, requestId: string) {
  const text = problemTexts(code, method);
  const { detail = text.whatHappened, fields } = options;
  return {
    type: `/problems/${code}`,
    title: text.title,
    status: PROBLEM_TABLE[code].status,
    detail: [detail, text.chargeStatement].filter(Boolean).join(' '),
    instance: `urn:uuid:${requestId}`,
    code,
    ...(fields && { errors: fields }),
  };
}
