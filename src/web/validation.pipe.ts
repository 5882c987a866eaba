import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';

type Schema = Parameters<StandardSchemaValidationPipe['validate']>[1];

/** Validates parameters that have a schema, as in `@Body({ schema })`. Throws `invalid-input`. */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) => {
        const fields = issues.map(({ path = [], message }) => ({
          pointer: `/${path.map(String).join('/')}`,
          detail: message,
        }));
        return new ShopProblem('invalid-input', { fields });
      },
    });
  }

  /** A request without a body is validated as an empty form. */
  protected override validate<T>(value: unknown, schema: Schema) {
    return super.validate<T>(value ?? {}, schema);
  }
}
