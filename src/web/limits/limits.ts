/** At most `times` within `seconds`, a fixed window that starts with the first. */
export interface Quota {
  times: number;
  seconds: number;
}

export interface Limit {
  name: string;
  /** The route pattern of the post. */
  path: string;
  /** Detail of the 429 response. */
  message: string;
  session: Quota;
  address: Quota;
  /** All clients together. */
  overall: Quota;
}

const MINUTE = 60;

/** The numbers are explained in docs/decisions/0005-the-front-door.md. */
export const LIMITS: readonly Limit[] = [
  {
    name: 'checkout',
    path: '/checkout',
    message: 'Too many orders were begun from here in a short time.',
    session: { times: 60, seconds: 10 * MINUTE },
    address: { times: 120, seconds: 10 * MINUTE },
    overall: { times: 1_800, seconds: MINUTE },
  },
  {
    name: 'contact',
    path: '/checkout/:token/contact',
    message: 'Too many payments were tried from here in a short time.',
    session: { times: 60, seconds: 10 * MINUTE },
    address: { times: 240, seconds: 10 * MINUTE },
    overall: { times: 1_800, seconds: MINUTE },
  },
  {
    name: 'cart',
    path: '/cart/*rest',
    message: 'The cart was changed too often in a short time.',
    session: { times: 120, seconds: MINUTE },
    address: { times: 600, seconds: MINUTE },
    overall: { times: 6_000, seconds: MINUTE },
  },
];

/** A client with this many declined payments within `seconds` is blocked for `seconds`. */
export const DECLINES = { session: 10, address: 20, seconds: 15 * MINUTE };
