/** The Elements the sandbox draws, in Stripe's words. */
export type ElementType = 'payment';
