import type { RequestHandler } from 'express';

const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, Stripe-Version',
  'Access-Control-Expose-Headers': 'Request-Id, Stripe-Should-Retry, Stripe-Version',
  'Access-Control-Max-Age': '300',
};

/** The routes a browser may use with a publishable key, from the shop's own page too. */
export const allowAnyOrigin: RequestHandler = (_request, response, next) => {
  response.set(HEADERS);
  next();
};

export const answerPreflight: RequestHandler = (_request, response) => {
  response.status(204).end();
};
