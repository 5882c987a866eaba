import { ShopProblem } from '../../common/problem.js';

/** A refusal that says when to try again, in minutes. */
export function tooMany(
  code: 'too-many-requests' | 'too-many-declines',
  message: string,
  waitMs: number,
): ShopProblem {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const time = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const detail = `${message} Please try again in ${time}.`;
  return new ShopProblem(code, { detail, retryAfterSeconds });
}
