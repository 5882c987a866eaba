import { ShopProblem } from '../../common/problem.js';
import type { TextKey } from '../../texts/languages.js';
import { Texts } from '../../texts/texts.js';

/** A refusal that says when to try again, in minutes. */
export function tooMany(
  code: 'too-many-requests' | 'too-many-declines',
  reason: TextKey,
  waitMs: number,
): ShopProblem {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const detail = Texts.t('problem.tooMany', { message: Texts.t(reason), minutes });
  return new ShopProblem(code, { detail, retryAfterSeconds });
}
