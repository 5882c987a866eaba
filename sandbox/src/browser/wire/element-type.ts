/** The Elements the sandbox draws, in Stripe's words. */
export const ELEMENT_TYPES = ['payment', 'address', 'linkAuthentication'] as const;

export type ElementType = (typeof ELEMENT_TYPES)[number];
