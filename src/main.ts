import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUp } from './app.setup.js';
import { EnvError } from './config/env-error.js';
import type { Env } from './config/env.js';
import { loadEnv } from './config/load-env.js';
import { logLevels } from './config/log-levels.js';
import { ShopLogger } from './web/shop-logger.js';

async function start(env: Env) {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(env), {
    bodyParser: false,
    logger: new ShopLogger(logLevels(env.logLevel)),
    abortOnError: false,
  });
  await setUp(app, env).listen(env.port, env.host);
  // The launcher went away without a word: so do we, rather than keep its port.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  announce(env);
}

function announce({ publicUrl, stripe }: Env) {
  const seconds = (performance.now() / 1000).toFixed(1);
  const payments = {
    sandbox: 'payments go to the embedded Stripe sandbox, no real money moves',
    test: 'payments go to Stripe in test mode, no real money moves',
    live: 'payments are real',
  }[stripe.mode];
  console.log(`Folio is open at ${publicUrl} (after ${seconds} s): ${payments}.`);
}

function explain(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}. Stop what listens there, or set PORT to another one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await start(loadEnv());
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
