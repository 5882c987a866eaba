/** Everything that can go wrong in a way the shop has words for. `web/problem-table.ts` holds them. */
export const PROBLEM_CODES = [
  'not-found',
  'book-not-found',
  'book-withdrawn',
  'out-of-stock',
  'too-many-copies',
  'cart-changed',
  'no-order-yet',
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
  /** This occurrence, for a person. Never a stack, SQL or a secret. */
  detail?: string;
  /** The cause and the cure in words for who runs the shop: in the log and the commands, on no page. */
  operatorDetail?: string;
  fields?: FieldError[];
  /** What a shopper may post to go on, where a link will not do. */
  retry?: RetryForm;
  /** Where to go on, where the problem's own place is not the best one. */
  next?: NextPage;
  /** When it is worth trying again, where that is known. */
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

/** Thrown where only the edge can answer. What a caller must handle is returned instead. */
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
