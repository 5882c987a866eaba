import type { ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Env } from '../../config/env.js';

// Link: `automatic_payment_methods` can show it.
const LINK = ['https://link.com', 'https://*.link.com'];
const MAPS = 'https://maps.googleapis.com';

/**
 * What Stripe's guide lists for Stripe.js and for Link. Wallets ask for nothing here: the window of Google
 * Pay is opened from a frame of Stripe's, under the policy of that frame.
 */
const STRIPE = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com', MAPS],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com', ...LINK],
  connect: ['https://api.stripe.com', MAPS, ...LINK],
  image: ['https://*.stripe.com', 'https://*.link.com'],
};

/** Sources of the payment form: https://docs.stripe.com/security/guide#content-security-policy */
function stripeSources({ stripe }: Env) {
  if (stripe.mode !== 'sandbox') return STRIPE;
  const origin = new URL(stripe.jsUrl).origin;
  return { script: [origin], frame: [origin], connect: [origin], image: [] };
}

export function securityHeaders(env: Env): RequestHandler {
  const from = stripeSources(env);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...from.script],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', ...from.image],
        connectSrc: ["'self'", ...from.connect],
        frameSrc: from.frame,
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // Helmet's `no-referrer` makes browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: env.publicUrl.startsWith('https:'),
    // The card form opens windows of banks.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
  });
}

/** What Helmet sends for pages, and what does nothing for a style sheet, a script or a picture. */
const OF_PAGES = [
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'Referrer-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
];

/** For files: the headers of a page are longer than many of them. One that is opened as a page loads nothing. */
export function fileHeaders(response: ServerResponse): void {
  for (const name of OF_PAGES) response.removeHeader(name);
  response.setHeader('Content-Security-Policy', "default-src 'none';frame-ancestors 'none'");
}

/**
 * For pages of one shopper: neither cached nor listed by search engines. Some browsers restore even such a page
 * when the shopper goes back; its script (header.ts) then reloads it.
 */
export function markPrivate(response: Response): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Robots-Tag', 'noindex');
  response.locals['isPrivate'] = true;
}

export const privatePage: RequestHandler = (_request, response, next) => {
  markPrivate(response);
  next();
};

/**
 * For order pages, whose URL is a credential and which have no form. Pages with a form use `same-origin`:
 * with `no-referrer` a browser sends `Origin: null`, and without Fetch Metadata it would be refused.
 */
export const noReferrer: RequestHandler = (_request, response, next) => {
  response.setHeader('Referrer-Policy', 'no-referrer');
  next();
};

/** For pages with a form among those: a post needs to say where it comes from. */
export const ownReferrer: RequestHandler = (_request, response, next) => {
  response.setHeader('Referrer-Policy', 'same-origin');
  next();
};
