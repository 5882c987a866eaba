import type { RequestHandler } from 'express';
import { ShopProblem } from '../common/problem.js';

/** Refuses what carries no signature before its body is read. The signature itself covers the body. */
export const signedOnly: RequestHandler = (request, _response, next) => {
  const detail = 'Exactly one Stripe-Signature is needed.';
  const isSigned = request.headers['stripe-signature'] !== undefined;
  next(isSigned ? undefined : new ShopProblem('invalid-signature', { detail }));
};
