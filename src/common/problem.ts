/** The problems of the shop. Their texts are in src/web/errors/problem-table.ts. */
export const PROBLEM_CODES = [
  'not-found',
  'book-not-found',
  'book-withdrawn',
  'out-of-stock',
  'too-many-copies',
  'cart-changed',
  'amount-not-chargeable',
  'order-not-found',
  'order-not-payable',
  'invalid-input',
  'unreadable-request',
  'request-too-large',
  'unsupported-content',
  'too-many-requests',
  'too-many-declines',
  'cross-site-request',
  'payment-unavailable',
  'payment-unknown',
  'payment-misconfigured',
  'invalid-signature',
  'invalid-event',
  'busy',
  'not-ready',
  'internal',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

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

export interface NextPage {
  label: string;
  href: string;
}

/** Thrown where only the exception filter can respond. Outcomes that a caller has to handle are returned. */
export class ShopProblem extends Error {
  readonly detail: string | undefined;
  readonly operatorDetail: string | undefined;
  readonly fields: FieldError[];
  readonly retry: RetryForm | undefined;
  readonly next: NextPage | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ProblemCode,
    {
      detail,
      operatorDetail,
      fields = [],
      retry,
      next,
      retryAfterSeconds,
      cause,
    }: ProblemOptions = {},
  ) {
    super([code, operatorDetail ?? detail].filter(Boolean).join(': '), { cause });
    this.name = 'ShopProblem';
    this.detail = detail;
    this.operatorDetail = operatorDetail;
    this.fields = fields;
    this.retry = retry;
    this.next = next;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
