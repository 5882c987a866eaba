import type { Request, RequestHandler } from 'express';

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * The control routes ask for no key, so they answer programs on this machine and the sandbox's own
 * pages only: not a page whose name was rebound to 127.0.0.1, and not a page of another origin.
 */
export const onlyLocal: RequestHandler = (request, response, next) => {
  const isOurs = LOCAL_HOST.test(request.get('host') ?? '');
  if (isOurs && (isVisit(request) || isFromHere(request))) {
    next();
    return;
  }
  const message = 'The sandbox is controlled from this machine, by programs or by its own pages.';
  response.status(403).json({ error: { message, type: 'invalid_request_error' } });
};

/** Somebody follows a link to the lab: the page that has the link sees nothing of it. */
function isVisit(request: Request): boolean {
  return (
    request.method === 'GET' &&
    request.get('sec-fetch-mode') === 'navigate' &&
    request.get('sec-fetch-dest') === 'document'
  );
}

function isFromHere(request: Request): boolean {
  const site = request.get('sec-fetch-site') ?? 'none';
  const origin = request.get('origin');
  return (
    ['none', 'same-origin'].includes(site) &&
    (origin === undefined || origin === `http://${request.get('host') ?? ''}`)
  );
}
