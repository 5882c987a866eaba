import type { RequestHandler } from 'express';

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The control routes ask for no key, so they answer programs on this machine and the sandbox's own
 * pages only: not a page whose name was rebound to 127.0.0.1, and not a page of another origin.
 */
export const onlyLocal: RequestHandler = (request, response, next) => {
  const host = request.get('host') ?? '';
  const site = request.get('sec-fetch-site') ?? 'none';
  const origin = request.get('origin');
  const isOurs =
    LOCAL_HOST.test(host) &&
    ['none', 'same-origin'].includes(site) &&
    (origin === undefined || origin === `http://${host}`);
  if (isOurs) {
    next();
    return;
  }
  const message = 'The sandbox is controlled from this machine, by programs or by its own pages.';
  response.status(403).json({ error: { message, type: 'invalid_request_error' } });
};
