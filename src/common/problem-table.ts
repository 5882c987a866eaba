/** A link. */
export interface NextPage {
  label: string;
  href: string;
}

/** What a page says of the money: texts in `problem.charge`. */
type ChargeStatement =
  | 'nothing'
  | 'notByRequest'
  | 'notByAttempt'
  | 'nothingByAttempt'
  | 'notByOpening'
  | 'lookAtOrder'
  | 'ifPaying';

export interface ProblemEntry {
  status: number;
  /** State whether money moved. After `notByRequest`, it may have in another tab. */
  charge: readonly ChargeStatement[];
  /** Whoever only opened an address was not paying: no statement. */
  isUnrelatedToPaymentOnGet?: true;
  /** The default is the page that led here, else the catalog. */
  next?: 'cart' | 'books';
}

/** The problems of the shop, by their codes. Their texts are in `problem.codes` of the language files. */
export const PROBLEM_TABLE = {
  'not-found': { status: 404, charge: ['notByRequest'], isUnrelatedToPaymentOnGet: true },
  'book-not-found': { status: 404, charge: ['nothing'], isUnrelatedToPaymentOnGet: true },
  'list-not-found': {
    status: 404,
    charge: ['nothing'],
    isUnrelatedToPaymentOnGet: true,
    next: 'books',
  },
  'book-withdrawn': { status: 409, charge: ['nothing'] },
  'out-of-stock': { status: 409, charge: ['nothing'] },
  'too-many-copies': { status: 422, charge: ['nothing'], next: 'cart' },
  'cart-changed': { status: 409, charge: ['notByAttempt'], next: 'cart' },
  'delivery-changed': { status: 409, charge: ['notByAttempt'] },
  'amount-not-chargeable': { status: 422, charge: ['nothing'] },
  'order-not-found': { status: 404, charge: ['notByOpening'] },
  'receipt-not-found': { status: 404, charge: ['notByOpening'] },
  'order-not-payable': { status: 409, charge: ['notByRequest'] },
  'invalid-input': { status: 422, charge: ['notByRequest'] },
  'unreadable-request': { status: 400, charge: ['notByRequest'] },
  'request-too-large': { status: 413, charge: ['notByRequest'] },
  'request-too-slow': { status: 408, charge: ['notByRequest'] },
  'unsupported-content': { status: 415, charge: ['notByRequest'] },
  'too-many-requests': { status: 429, charge: ['notByRequest'] },
  'too-many-declines': { status: 429, charge: ['nothingByAttempt'] },
  'cross-site-request': { status: 403, charge: ['notByRequest'] },
  'payment-unavailable': { status: 503, charge: ['notByRequest'] },
  'payment-unknown': { status: 503, charge: ['lookAtOrder'] },
  'payment-misconfigured': { status: 503, charge: ['notByRequest', 'lookAtOrder'] },
  'invalid-signature': { status: 400, charge: ['notByRequest'] },
  'invalid-event': { status: 400, charge: ['notByRequest'] },
  busy: { status: 503, charge: ['notByRequest', 'lookAtOrder'] },
  'storage-unavailable': { status: 503, charge: ['notByRequest', 'lookAtOrder'] },
  'not-ready': { status: 503, charge: ['nothing'] },
  internal: { status: 500, charge: ['ifPaying'] },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEM_TABLE;
