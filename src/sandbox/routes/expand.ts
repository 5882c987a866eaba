import type { Params } from '../wire/params.js';
import { invalidRequest } from '../wire/stripe-error.js';

/** Which of the properties `T` are asked for whole; in a list their names begin with `data.` */
export function readExpand<T extends string>(
  params: Params,
  allowed: readonly T[],
  prefix: '' | 'data.' = '',
): ReadonlySet<T> {
  const asked = params.texts('expand') ?? [];
  return new Set(
    asked.map((name) => {
      const property = allowed.find((each) => `${prefix}${each}` === name);
      if (property !== undefined) return property;
      const known = allowed.map((each) => `'${prefix}${each}'`).join(', ');
      const message = `This property cannot be expanded (${name}). The sandbox expands ${known || 'nothing here'}.`;
      throw invalidRequest(message, { param: 'expand' });
    }),
  );
}
