import type { NextPage, ProblemCode } from './problem-table.js';

export interface FieldError {
  /** A JSON pointer to the bad part of the input, such as `/email`. */
  pointer: string;
  detail: string;
}

export interface ProblemOptions {
  /** Describes this occurrence to the user. Never contains a stack, SQL or a secret. */
  detail?: string;
  /** Cause and remedy for the operator: shown in the log and by commands, not on pages. */
  operatorDetail?: string;
  fields?: FieldError[];
  /** A form that repeats the request. */
  retry?: RetryForm;
  /** Replaces the link of the problem table. */
  next?: NextPage;
  retryAfterSeconds?: number;
  cause?: unknown;
}

export interface RetryForm {
  label: string;
  action: string;
  fields: { name: string; value: string }[];
}

/** Thrown where only the exception filter can respond. Outcomes that a caller has to handle are returned. */
export class ShopProblem extends Error {
  override name = 'ShopProblem';

  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    const { detail, operatorDetail, cause } = options;
    super([code, operatorDetail ?? detail].filter(Boolean).join(': '), { cause });
  }
}
