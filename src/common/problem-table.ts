/** A link. */
export interface NextPage {
  label: string;
  href: string;
}

export interface ProblemText {
  status: number;
  title: string;
  whatHappened: string;
  /** States whether money moved. */
  chargeStatement: string;
  /** Whoever only opened an address was not paying: no statement. */
  isUnrelatedToPaymentOnGet?: true;
  /** The default is the page that led here, else the catalog. */
  next?: NextPage;
}

const NOTHING_CHARGED = 'Nothing was charged.';
const TO_THE_CART = { label: 'To the cart', href: '/cart' };
// Also true after a payment in another tab.
const NOT_BY_THIS = 'Nothing was charged by this request.';
const LOOK_AT_YOUR_ORDER =
  'If you have just paid, please do not pay again: your order’s page will show whether it went through.';

/** Null where nobody asks whether money moved. */
export function chargeStatementOf(text: ProblemText, method: string): string | null {
  return text.isUnrelatedToPaymentOnGet && method === 'GET' ? null : text.chargeStatement;
}

/** The problems of the shop, by their codes. */
export const PROBLEM_TABLE = {
  'not-found': {
    status: 404,
    title: 'Page not found',
    whatHappened: 'There is no page at this address.',
    chargeStatement: NOT_BY_THIS,
    isUnrelatedToPaymentOnGet: true,
  },
  'book-not-found': {
    status: 404,
    title: 'Book not found',
    whatHappened: 'We have no book at this address.',
    chargeStatement: NOTHING_CHARGED,
    isUnrelatedToPaymentOnGet: true,
  },
  'list-not-found': {
    status: 404,
    title: 'List not found',
    whatHappened:
      'We have no such list of books, or it has become shorter since somebody made this link.',
    chargeStatement: NOTHING_CHARGED,
    isUnrelatedToPaymentOnGet: true,
    next: { label: 'All books', href: '/books' },
  },
  'book-withdrawn': {
    status: 409,
    title: 'No longer sold',
    whatHappened: 'This book has been taken off the shelf since you saw it.',
    chargeStatement: NOTHING_CHARGED,
  },
  'out-of-stock': {
    status: 409,
    title: 'Sold out',
    whatHappened: 'There are not enough copies left: somebody was quicker.',
    chargeStatement: NOTHING_CHARGED,
  },
  'too-many-copies': {
    status: 422,
    title: 'Too many copies',
    whatHappened: 'One cart takes ten copies of a book at most.',
    chargeStatement: NOTHING_CHARGED,
    next: TO_THE_CART,
  },
  'cart-changed': {
    status: 409,
    title: 'Your cart has changed',
    whatHappened: 'Your cart has changed since this payment page was made, perhaps in another tab.',
    chargeStatement: 'This attempt charged nothing.',
    next: TO_THE_CART,
  },
  'delivery-changed': {
    status: 409,
    title: 'Delivery has changed',
    whatHappened: 'The way of delivery that you chose is not offered any more.',
    chargeStatement: 'This attempt charged nothing.',
  },
  'amount-not-chargeable': {
    status: 422,
    title: 'This total cannot be charged',
    whatHappened: 'Cards can only be charged between a smallest and a largest amount.',
    chargeStatement: NOTHING_CHARGED,
  },
  'order-not-found': {
    status: 404,
    title: 'Order not found',
    whatHappened: 'There is no order at this address. The link may be incomplete.',
    chargeStatement: 'Opening this page charged nothing.',
  },
  'order-not-payable': {
    status: 409,
    title: 'This order is not waiting for a payment',
    whatHappened: 'It has been paid, replaced or closed in the meantime: open its page to see.',
    chargeStatement: NOT_BY_THIS,
  },
  'invalid-input': {
    status: 422,
    title: 'Something is missing or not right',
    whatHappened: 'We could not read what was sent.',
    chargeStatement: NOT_BY_THIS,
  },
  'unreadable-request': {
    status: 400,
    title: 'Unreadable request',
    whatHappened: 'The request could not be read.',
    chargeStatement: NOT_BY_THIS,
  },
  'request-too-large': {
    status: 413,
    title: 'Too much at once',
    whatHappened: 'The request is larger than this shop takes.',
    chargeStatement: NOT_BY_THIS,
  },
  'request-too-slow': {
    status: 408,
    title: 'Too slow',
    whatHappened: 'The request arrived too slowly while many others were waiting.',
    chargeStatement: NOT_BY_THIS,
  },
  'unsupported-content': {
    status: 415,
    title: 'Not a form we can read',
    whatHappened: 'This shop takes forms and JSON.',
    chargeStatement: NOT_BY_THIS,
  },
  'too-many-requests': {
    status: 429,
    title: 'Please slow down a moment',
    whatHappened: 'This was asked for too often in a short time.',
    chargeStatement: NOT_BY_THIS,
  },
  'too-many-declines': {
    status: 429,
    title: 'Too many declined payments',
    whatHappened: 'Many payments from here were declined, so we take no further one for now.',
    chargeStatement: 'Nothing was charged by this attempt.',
  },
  'cross-site-request': {
    status: 403,
    title: 'Sent from another site',
    whatHappened: 'This shop takes forms from its own pages only.',
    chargeStatement: NOT_BY_THIS,
  },
  'payment-unavailable': {
    status: 503,
    title: 'Payment is not reachable at the moment',
    whatHappened: 'Stripe, which takes our payments, did not answer in time.',
    chargeStatement: NOT_BY_THIS,
  },
  'payment-unknown': {
    status: 503,
    title: 'Payment is not reachable at the moment',
    whatHappened: 'Stripe, which takes our payments, did not answer in time.',
    chargeStatement: LOOK_AT_YOUR_ORDER,
  },
  'payment-misconfigured': {
    status: 503,
    title: 'This shop cannot take payments at the moment',
    whatHappened: 'Our connection to Stripe is not set up properly. We have been told.',
    chargeStatement: `${NOT_BY_THIS} ${LOOK_AT_YOUR_ORDER}`,
  },
  'invalid-signature': {
    status: 400,
    title: 'Invalid signature',
    whatHappened: 'The request does not prove that it comes from Stripe.',
    chargeStatement: NOT_BY_THIS,
  },
  'invalid-event': {
    status: 400,
    title: 'Not a Stripe event',
    whatHappened: 'The request is signed, but is not an event.',
    chargeStatement: NOT_BY_THIS,
  },
  busy: {
    status: 503,
    title: 'Very busy at the moment',
    whatHappened: 'The shop could not write this down in time.',
    chargeStatement: `${NOT_BY_THIS} ${LOOK_AT_YOUR_ORDER}`,
  },
  'storage-unavailable': {
    status: 503,
    title: 'Closed for the moment',
    whatHappened: 'The shop cannot write anything down at the moment.',
    chargeStatement: `${NOT_BY_THIS} ${LOOK_AT_YOUR_ORDER}`,
  },
  'not-ready': {
    status: 503,
    title: 'Not ready',
    whatHappened: 'The shop cannot do its work at the moment.',
    chargeStatement: NOTHING_CHARGED,
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    whatHappened: 'This is our fault, not yours, and it has been written down.',
    chargeStatement:
      'If you were paying, open your order’s page before you try again: it says whether you were charged.',
  },
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEM_TABLE;
