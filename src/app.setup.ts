import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import { CatalogVersionRepository } from './catalog/catalog-version.repository.js';
import { coversFolder } from './catalog/covers-folder.js';
import { CardTestingGuard } from './checkout/card-testing/card-testing.guard.js';
import type { Env } from './config/env.js';
import { showsMailFiles } from './mail/pages/shows-mail-files.js';
import { POST_LIMITS } from './post-limits.js';
import { deadlineMiddleware } from './payments/resilience/deadline.middleware.js';
import { PAGE_DEADLINE_MS, WEBHOOK_DEADLINE_MS } from './payments/resilience/deadline.js';
import { useLocale } from './texts/locale.js';
import { compressPublic } from './web/compress-public.js';
import { answerFromCache } from './web/page-cache/answer-from-cache.js';
import { PageCache } from './web/page-cache/page-cache.js';
import { storeResponses } from './web/page-cache/store-responses.js';
import { GracefulShutdown } from './web/server/graceful-shutdown.js';
import type { ShopServer } from './web/server/shop-server.js';
import { assets, covers, readAssetNames, withBuiltNames } from './web/assets.js';
import { canonicalHost } from './web/canonical-host.js';
import { bodiesUnderWay } from './web/limits/bodies-under-way.js';
import { Counters } from './web/limits/counters.js';
import { rateLimits } from './web/limits/rate-limits.js';
import { accessLog } from './web/log/access-log.js';
import { requestContext } from './web/log/request-context.js';
import { ProblemFilter } from './web/errors/problem.filter.js';
import { supportedContentType } from './web/supported-content-type.js';
import { sameOriginOnly } from './web/security/same-origin-only.js';
import {
  noReferrer,
  ownReferrer,
  privatePage,
  securityHeaders,
} from './web/security/security-headers.js';
import { sessionFirst } from './web/session-first.js';
import { shopperSession } from './web/shopper-session.js';
import { ValidationPipe } from './web/validation.pipe.js';
import { lastChangeIn, useHandlebars } from './web/view-engine.js';
import { ShopPages } from './shop/pages/shop-pages.js';
import { Shop } from './shop/shop.js';
import { toShopView } from './shop/shop.view.js';
import { signedOnly } from './webhooks/signed-only.js';

const WEBHOOK = '/webhooks/stripe';
/** Of up to 1 MB each, from anybody: the signature can be checked once the whole body is here. */
const MAX_EVENTS_UNDER_WAY = 64;
/** The posts that belong to a shopper, who may be unknown so far. */
const SHOPPER_POSTS = ['/checkout', '/checkout/delivery', '/cart{/*rest}'];
const PAYMENT_POSTS = ['/checkout', '/checkout/delivery', '/checkout/:token/contact'];
/** Pages below /orders with a form. */
const ORDER_FORMS = ['/orders', '/orders/:token/withdraw'];
const root = path.resolve(import.meta.dirname, '..');
const VIEWS = path.join(root, 'views');

/**
 * Sets up middleware, views and the exception filter. Limits, origin and session are middleware and not
 * guards or interceptors: Nest runs those after the body has been read, and a refused request is not read.
 */
export function setUp(
  app: NestExpressApplication,
  server: ShopServer,
  env: Env,
): NestExpressApplication {
  const shop = app.get(Shop);
  useLocale({ tag: shop.locale, timeZone: shop.timeZone });
  app.set('trust proxy', env.trustProxy);
  app.disable('x-powered-by');
  app.use(
    requestContext,
    accessLog,
    app.get(GracefulShutdown).closeConnections,
    securityHeaders(env),
  );
  // Before the cache, which keeps what is compressed by it as it was.
  app.use(compressPublic);
  usePageCache(app, server, env);
  app.use('/assets', assets(path.join(root, 'dist/public'), path.join(VIEWS, 'assets')));
  app.use('/covers', covers(coversFolder(env.dataDirectory)));
  requestPipeline(app, env);
  useHandlebars(app, VIEWS, {
    watch: env.nodeEnv === 'development',
    prepare: () => {
      const names = readAssetNames(path.join(root, 'dist/assets.json'));
      return (source) => withBuiltNames(source, names);
    },
    locals: {
      mode: env.stripe.mode,
      mailbox: showsMailFiles(env),
      publicUrl: env.publicUrl,
      shop: toShopView(shop),
      shopPages: app.get(ShopPages, { strict: false }).links,
    },
  });
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(app.get(ProblemFilter));
  app.enableShutdownHooks();
  return app;
}

function usePageCache(app: NestExpressApplication, server: ShopServer, env: Env) {
  // In test mode pages may advise the developer about webhooks, at any time.
  if (env.stripe.mode === 'test') return;
  const catalog = app.get(CatalogVersionRepository, { strict: false });
  const templates = env.nodeEnv === 'development' ? () => lastChangeIn(VIEWS) : () => 0;
  const cache = new PageCache(() => `${catalog.current()} ${templates()}`);
  const shutdown = app.get(GracefulShutdown);
  app.use(storeResponses(cache));
  server.answerFirst = answerFromCache(cache, {
    publicUrl: env.publicUrl,
    trustProxy: env.trustProxy,
    isShuttingDown: () => shutdown.hasStarted,
  });
}

/** The pipeline of a request: refused requests are refused before their body is read. */
function requestPipeline(app: NestExpressApplication, env: Env) {
  app.use(['/checkout', '/orders', '/cart'], privatePage);
  app.use('/orders', noReferrer);
  const pipeline = express.Router();
  pipeline.get(ORDER_FORMS, ownReferrer);
  // The signature covers the raw body, whatever its content type, and authenticates the sender.
  const raw = express.raw({ type: () => true, limit: '1mb', inflate: false });
  const filter = app.get(ProblemFilter);
  const bodies = bodiesUnderWay(MAX_EVENTS_UNDER_WAY, filter.respond.bind(filter));
  pipeline.post(WEBHOOK, signedOnly, bodies, raw, deadlineMiddleware(WEBHOOK_DEADLINE_MS));
  pipeline.all(WEBHOOK, skip);
  pipeline.use(canonicalHost(env.publicUrl));
  pipeline.use(sameOriginOnly(env));
  pipeline.use(shopperSession(env));
  pipeline.post(SHOPPER_POSTS, sessionFirst);
  pipeline.use(rateLimits(POST_LIMITS, app.get(Counters)));
  pipeline.post(PAYMENT_POSTS, app.get(CardTestingGuard).middleware);
  pipeline.use(supportedContentType);
  pipeline.use(express.urlencoded({ extended: false, limit: '16kb' }));
  pipeline.use(express.json({ limit: '16kb' }));
  pipeline.use(deadlineMiddleware(PAGE_DEADLINE_MS));
  app.use(pipeline);
}

/** Skips the rest of the pipeline. The router matches the path, exactly as it matches the route. */
const skip: RequestHandler = (_request, _response, next) => {
  next('router');
};
