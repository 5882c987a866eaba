/** At most `times` in any `seconds`, counted from the first. */
export interface Quota {
  times: number;
  seconds: number;
}

export interface Limit {
  /** For the counters' names. */
  name: string;
  /** What is posted, as the router writes it. Nothing else is limited: no page, no webhook. */
  path: string;
  /** Said to whoever is over it. */
  message: string;
  session: Quota;
  address: Quota;
  /** Everybody together. */
  overall: Quota;
}

const MINUTE = 60;

/** docs/decisions/0005-the-front-door.md says where the numbers come from. */
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

/** So many declined payments within so long close checkout to whoever made them, for as long. */
export const DECLINES = { session: 10, address: 20, seconds: 15 * MINUTE };
