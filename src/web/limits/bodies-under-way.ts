import type { Request, RequestHandler, Response } from 'express';
import { ShopProblem } from '../../common/problem.js';

/**
 * Lets at most `max` bodies be received at a time. One more takes the place of the one that began first, which
 * `refuse` answers: an honest body is here within milliseconds, and a newcomer that was refused instead could be
 * kept out by a few connections that send nothing.
 */
export function bodiesUnderWay(
  max: number,
  refuse: (problem: ShopProblem, request: Request, response: Response) => void,
): RequestHandler {
  const underWay = new Map<Request, Response>();
  return (request, response, next) => {
    const [oldest] = underWay;
    if (oldest && underWay.size >= max) {
      underWay.delete(oldest[0]);
      // The rest of the body will not be read.
      oldest[1].setHeader('Connection', 'close');
      refuse(new ShopProblem('request-too-slow'), ...oldest);
    }
    underWay.set(request, response);
    const end = () => underWay.delete(request);
    request.once('end', end);
    response.once('close', end);
    next();
  };
}
