import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUp } from './app.setup.js';
import { messageOf, StartupError } from './common/error.js';
import { EnvError } from './config/env-error.js';
import type { Env } from './config/env.js';
import { loadEnv, unreadVariables } from './config/load-env.js';
import { mailsFolder } from './mail/mails-folder.js';
import { showsMailFiles } from './mail/pages/shows-mail-files.js';
import { explainStartError } from './web/server/explain-start-error.js';
import { GracefulShutdown } from './web/server/graceful-shutdown.js';
import { ignoreErrorsOf } from './web/log/log-output.js';
import { ShopLogger } from './web/log/shop-logger.js';
import { foreignLocalhost } from './web/server/localhost.js';
import { ShopServer } from './web/server/shop-server.js';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

async function start(env: Env) {
  if (env.nodeEnv === 'production') keepInspectorClosed();
  const foreign = await foreignLocalhost(env);
  if (foreign) throw new StartupError(foreign);
  const server = new ShopServer(env.trustProxy);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(env), server, {
    bodyParser: false,
    logger: new ShopLogger(env),
    abortOnError: false,
  });
  for (const signal of SIGNALS)
    process.once(signal, () => app.get(GracefulShutdown).startWithHardLimit());
  await setUp(app, server, env).listen(env.port, env.host);
  announce(env);
}

/** By default the signal opens Node’s inspector, through which the whole process can be read and changed. */
function keepInspectorClosed() {
  process.on('SIGUSR1', () => {
    new Logger('Folio').warn('SIGUSR1 is ignored in production: it would open Node’s inspector.');
  });
}

function announce(env: Env) {
  const { publicUrl, stripe, trustProxy } = env;
  const logger = new Logger('Folio');
  const seconds = (performance.now() / 1000).toFixed(1);
  const payments = {
    sandbox: 'payments go to a Stripe sandbox, no real money moves',
    test: 'payments go to Stripe in test mode, no real money moves',
    live: 'payments are real',
  }[stripe.mode];
  logger.log(`Folio is open at ${publicUrl} (after ${seconds} s): ${payments}.`);
  for (const warning of unreadVariables()) logger.warn(warning);
  announceMail(logger, env);
  if (stripe.proxy)
    logger.log(`Stripe is asked through the proxy ${new URL(stripe.proxy).host} (HTTPS_PROXY).`);
  if (publicUrl.startsWith('https:') && trustProxy === 0) {
    logger.warn(
      'PUBLIC_URL is https, but TRUST_PROXY is 0: without a proxy that is trusted to say so, no request counts as https, and no cookie is set. Set TRUST_PROXY to the number of proxies.',
    );
  }
}

function announceMail(logger: Logger, env: Env) {
  const { url } = env.mail;
  const folder = mailsFolder(env.dataDirectory);
  if (url !== null) logger.log(`Mails are sent by ${new URL(url).host} (MAIL_URL).`);
  else if (showsMailFiles(env))
    logger.log(`Mails are files in ${folder}, shown at ${env.publicUrl}/mail.`);
  else logger.warn(`MAIL_URL is not set: mails are files in ${folder}, and reach nobody.`);
}

function explain(error: unknown): string {
  if (error instanceof EnvError || error instanceof StartupError) return error.message;
  const explained = explainStartError(error);
  if (explained) return explained;
  return error instanceof Error && error.stack ? error.stack : messageOf(error);
}

ignoreErrorsOf(process.stderr);
try {
  await start(loadEnv());
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
