import { HttpException } from '@nestjs/common';
import { isDatabaseBusy } from '../../database/is-database-busy.js';
import { ShopProblem } from '../../common/problem.js';
import type { TextKey } from '../../texts/languages.js';
import { Texts } from '../../texts/texts.js';

/** Maps any error to a problem. Unexpected errors are `internal`. */
export function toProblem(error: unknown): ShopProblem {
  if (error instanceof ShopProblem) return error;
  if (isDatabaseBusy(error)) return new ShopProblem('busy', { cause: error });
  const status = statusOf(error);
  if (status === 404) return new ShopProblem('not-found', { cause: error });
  if (status === 413) return new ShopProblem('request-too-large', { cause: error });
  if (status === 415) return unsupported(error);
  if (status !== null && status < 500)
    return new ShopProblem('unreadable-request', { cause: error });
  return new ShopProblem('internal', { cause: error });
}

/** Details by the error types of Express's body parsers. */
const UNSUPPORTED: ReadonlyMap<unknown, TextKey> = new Map([
  ['encoding.unsupported', 'problem.encoding'],
  ['charset.unsupported', 'problem.charset'],
]);

function unsupported(cause: unknown): ShopProblem {
  const thrown = cause instanceof HttpException ? cause.cause : cause; // Nest wraps the parser's error
  const kind = thrown instanceof Error && 'type' in thrown ? thrown.type : null;
  const key = UNSUPPORTED.get(kind);
  const detail = key && Texts.t(key);
  return new ShopProblem('unsupported-content', { cause, ...(detail && { detail }) });
}

/** The status of Nest's exceptions and of the body parsers' errors. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error && 'status' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
}
