import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Config } from '../../config/config.module.js';

/** Time for a load balancer to notice that /health/ready fails. */
const DRAIN_NOTICE_MS = 3_000;
const FORCE_EXIT_MS = 9_500;

/**
 * Shuts the shop down: first /health/ready responds with 503 while requests are still served, then new
 * connections are refused and pending requests are finished.
 */
@Injectable()
export class GracefulShutdown implements BeforeApplicationShutdown {
  readonly #logger = new Logger(GracefulShutdown.name);
  readonly #noticeMs: number;
  #hasStarted = false;

  constructor(config: Config) {
    // In development no load balancer has to notice.
    this.#noticeMs = config.get('nodeEnv', { infer: true }) === 'production' ? DRAIN_NOTICE_MS : 0;
  }

  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  start() {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#logger.log('Shutting down: pending requests are finished first');
  }

  /** As `start`, and exits the process when the shutdown takes too long. */
  startWithHardLimit() {
    this.start();
    setTimeout(() => {
      this.#logger.error('The shutdown took too long: exiting');
      process.exit(1);
    }, FORCE_EXIT_MS).unref();
  }

  async beforeApplicationShutdown() {
    this.start();
    await wait(this.#noticeMs);
  }

  /** Tells clients during the shutdown not to reuse the connection. */
  readonly closeConnections: RequestHandler = (_request, response, next) => {
    if (this.#hasStarted) response.setHeader('Connection', 'close');
    next();
  };
}
