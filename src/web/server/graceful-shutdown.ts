import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Config } from '../../config/config.module.js';

/** How long whoever spreads requests over shops has to hear that this one is going. */
const DRAIN_NOTICE_MS = 3_000;
const FORCE_EXIT_MS = 9_500;

/**
 * The shop's last seconds: first /health/ready says 503 while everything is still served, then
 * nothing new is let in, and what is under way is finished.
 */
@Injectable()
export class GracefulShutdown implements BeforeApplicationShutdown {
  readonly #logger = new Logger(GracefulShutdown.name);
  readonly #noticeMs: number;
  #hasStarted = false;

  constructor(config: Config) {
    // On somebody's own machine nobody watches, and they want their terminal back.
    this.#noticeMs = config.get('nodeEnv', { infer: true }) === 'production' ? DRAIN_NOTICE_MS : 0;
  }

  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  start() {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#logger.log('Closing: what is under way is finished first');
  }

  /** The same for this whole process, which ends soon, whatever else does not. */
  startWithHardLimit() {
    this.start();
    setTimeout(() => {
      this.#logger.error('Something did not end in time: closing without it');
      process.exit(1);
    }, FORCE_EXIT_MS).unref();
  }

  async beforeApplicationShutdown() {
    this.start();
    await wait(this.#noticeMs);
  }

  /** Nobody should send a further request over a connection that is about to end. */
  readonly closeConnections: RequestHandler = (_request, response, next) => {
    if (this.#hasStarted) response.setHeader('Connection', 'close');
    next();
  };
}
