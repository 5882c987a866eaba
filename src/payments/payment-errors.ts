/** Stripe answered 400: the request is invalid, and nothing was done. */
export class InvalidPaymentRequestError extends Error {}
