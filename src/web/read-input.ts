import type { ZodType } from 'zod';
import { type FieldError, ShopProblem } from '../common/problem.js';

/**
 * The parts of a form or JSON body that the schema names; everything else is ignored.
 * Throws `invalid-input` with what is wrong with each field.
 */
export function readInput<T>(schema: ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue): FieldError => ({
    pointer: `/${issue.path.join('/')}`,
    detail: issue.message,
  }));
  throw new ShopProblem('invalid-input', { fields });
}
