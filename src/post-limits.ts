import type { Limit } from './web/limits/rate-limits.js';

const MINUTE = 60;

/** The limits on posts. The numbers are explained in docs/decisions/0005-the-front-door.md. */
export const POST_LIMITS: readonly Limit[] = [
  {
    path: '/checkout',
    message: 'problem.limits.orders',
    session: { times: 60, seconds: 10 * MINUTE },
    address: { times: 120, seconds: 10 * MINUTE },
    overall: { times: 1_800, seconds: MINUTE },
  },
  {
    path: '/checkout/delivery',
    message: 'problem.limits.orders',
    session: { times: 60, seconds: 10 * MINUTE },
    address: { times: 120, seconds: 10 * MINUTE },
    overall: { times: 1_800, seconds: MINUTE },
  },
  {
    path: '/checkout/:token/contact',
    message: 'problem.limits.payments',
    session: { times: 60, seconds: 10 * MINUTE },
    address: { times: 240, seconds: 10 * MINUTE },
    overall: { times: 1_800, seconds: MINUTE },
  },
  {
    path: '/orders/links',
    message: 'problem.limits.links',
    session: { times: 10, seconds: 10 * MINUTE },
    address: { times: 20, seconds: 10 * MINUTE },
    overall: { times: 120, seconds: MINUTE },
  },
  {
    path: '/orders/:token/withdraw',
    message: 'problem.limits.withdrawal',
    session: { times: 20, seconds: 10 * MINUTE },
    address: { times: 60, seconds: 10 * MINUTE },
    overall: { times: 600, seconds: MINUTE },
  },
  {
    path: '/cart{/*rest}',
    message: 'problem.limits.cart',
    session: { times: 120, seconds: MINUTE },
    address: { times: 600, seconds: MINUTE },
    overall: { times: 6_000, seconds: MINUTE },
  },
];
