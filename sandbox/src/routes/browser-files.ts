import express, { type RequestHandler, Router } from 'express';

/** The frame holds card numbers: it loads nothing from elsewhere and talks to nobody else. */
const FRAME_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The stand-in for Stripe.js and the page inside its frame. */
export function browserFiles(folder: string): Router {
  const router = Router();
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const isPage = path.endsWith('.html');
        response.setHeader('X-Content-Type-Options', 'nosniff');
        response.setHeader('Cache-Control', isPage ? 'no-store' : 'no-cache');
        if (isPage) response.setHeader('Content-Security-Policy', FRAME_POLICY);
      },
    }),
    notBuilt,
  );
  return router;
}

const notBuilt: RequestHandler = (request, response) => {
  const message = `There is no ${request.originalUrl}. Is the browser code built? npm run build\n`;
  response.status(404).type('text/plain').send(message);
};
