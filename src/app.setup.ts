import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import type { Env } from './config/env.js';
import { stripeDeadlineFor } from './payments/stripe-deadline.middleware.js';
import { ProblemFilter } from './web/problem.filter.js';
import { sameOriginOnly } from './web/same-origin-only.js';
import { secretAddress, securityHeaders } from './web/security-headers.js';
import { shopperSession } from './web/shopper-session.js';
import { useHandlebars } from './web/view-engine.js';

const WEBHOOK = '/webhooks/stripe';
const root = path.resolve(import.meta.dirname, '..');

/** What stands in front of every route. Used by main.ts and by the tests alike. */
export function setUp(app: NestExpressApplication, env: Env): NestExpressApplication {
  app.set('trust proxy', env.trustProxy);
  app.disable('x-powered-by');
  app.use(securityHeaders(env));
  app.use('/assets', express.static(path.join(root, 'views/assets'), { fallthrough: true }));
  app.use('/assets', express.static(path.join(root, 'dist/public')));

  // The signature is over the bytes as sent, whatever they call themselves.
  app.use(WEBHOOK, express.raw({ type: () => true, limit: '1mb' }));
  app.use(sameOriginOnly(env.publicUrl, [WEBHOOK]));
  app.use(express.urlencoded({ extended: false, limit: '16kb' }));
  app.use(express.json({ limit: '16kb' }));
  app.use(shopperSession(env));
  app.use(['/checkout', '/orders', '/cart'], secretAddress);
  app.use(stripeDeadlineFor(WEBHOOK));

  useHandlebars(app, path.join(root, 'views'), {
    watch: env.nodeEnv === 'development',
    locals: { mode: env.stripe.mode },
  });
  app.useGlobalFilters(app.get(ProblemFilter));
  app.enableShutdownHooks();
  return app;
}
