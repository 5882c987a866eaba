/** Stripe answered that a request is wrong, and did nothing. Not silence, and not a key it does not know. */
export class InvalidPaymentRequestError extends Error {}
