import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import type { Env } from './config/env.js';
import { stripeDeadlineIn } from './payments/stripe-deadline.middleware.js';
import { PAGE_MS, WEBHOOK_MS } from './payments/stripe-deadline.js';
import { Closing } from './web/closing.js';
import { DeclineCoolDown } from './web/limits/decline-cool-down.js';
import { rateLimits } from './web/limits/rate-limits.js';
import { accessLog } from './web/log/access-log.js';
import { requestContext } from './web/log/request-context.js';
import { ProblemFilter } from './web/problem.filter.js';
import { readableContent } from './web/readable-content.js';
import { sameOriginOnly } from './web/same-origin-only.js';
import { noReferrer, onesOwnPage, securityHeaders } from './web/security-headers.js';
import { shopperSession } from './web/shopper-session.js';
import { useHandlebars } from './web/view-engine.js';

const WEBHOOK = '/webhooks/stripe';
const root = path.resolve(import.meta.dirname, '..');

/** What stands in front of every route. Used by main.ts and by the tests alike. */
export function setUp(app: NestExpressApplication, env: Env): NestExpressApplication {
  app.set('trust proxy', env.trustProxy);
  app.disable('x-powered-by');
  app.use(requestContext, accessLog, app.get(Closing).sayGoodbye, securityHeaders(env));
  app.use('/assets', express.static(path.join(root, 'views/assets'), { fallthrough: true }));
  app.use('/assets', express.static(path.join(root, 'dist/public')));
  letIn(app, env);
  useHandlebars(app, path.join(root, 'views'), {
    watch: env.nodeEnv === 'development',
    locals: { mode: env.stripe.mode },
  });
  app.useGlobalFilters(app.get(ProblemFilter));
  app.enableShutdownHooks();
  return app;
}

/** The door: who may post, how often, and what. What is refused is refused before it is read. */
function letIn(app: NestExpressApplication, env: Env) {
  app.use(['/checkout', '/orders', '/cart'], onesOwnPage);
  app.use('/orders', noReferrer);
  const door = express.Router();
  // The signature is over the bytes as sent, whatever they call themselves, and proves who sent them.
  const raw = express.raw({ type: () => true, limit: '1mb', inflate: false });
  door.all(WEBHOOK, raw, stripeDeadlineIn(WEBHOOK_MS), straightThrough);
  door.use(sameOriginOnly(env.publicUrl));
  door.use(shopperSession(env));
  door.use(rateLimits(app.get(DeclineCoolDown)));
  door.use(readableContent);
  door.use(express.urlencoded({ extended: false, limit: '16kb' }));
  door.use(express.json({ limit: '16kb' }));
  door.use(stripeDeadlineIn(PAGE_MS));
  app.use(door);
}

/** Past the rest of the door. By the router's own idea of which path is which, so that none is half exempt. */
const straightThrough: RequestHandler = (_request, _response, next) => {
  next('router');
};
