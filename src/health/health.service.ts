import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { StripeClockService } from '../payments/stripe-clock.service.js';
import { ShopProblem } from '../common/problem.js';
import { GracefulShutdown } from '../web/server/graceful-shutdown.js';
import { HealthRepository } from './health.repository.js';

/** Stripe's signatures are refused at this age. */
const MAX_SKEW_SECONDS = 300;
const TIMEOUT_MS = 2_000;
const FILES_LOST = 'A file of the open database was deleted, moved or replaced: see the log.';

type Check = 'shop' | 'database' | 'database_files' | 'migrations' | 'clock';
/** Null: the check passed. Otherwise the reason, without values of the configuration. */
type HealthResult = Record<Check, string | null>;

@Injectable()
export class HealthService {
  readonly #logger = new Logger(HealthService.name);
  #pending: Promise<HealthResult> | null = null;
  #lastReasons = '';

  constructor(
    private readonly repository: HealthRepository,
    private readonly clock: StripeClockService,
    private readonly gateway: PaymentGateway,
    private readonly shutdown: GracefulShutdown,
  ) {}

  /** Throws `not-ready` with the failed checks. Concurrent calls share one run. */
  async check(): Promise<Record<Check, 'ok'>> {
    this.#pending ??= this.#runChecks().finally(() => (this.#pending = null));
    const results = await this.#pending;
    const fields = Object.entries(results).flatMap(([check, reason]) =>
      reason ? [{ pointer: `/${check}`, detail: reason }] : [],
    );
    this.#logChange(fields.map(({ detail }) => detail).join(' '));
    if (fields.length > 0) throw new ShopProblem('not-ready', { fields });
    return { shop: 'ok', database: 'ok', database_files: 'ok', migrations: 'ok', clock: 'ok' };
  }

  async #runChecks(): Promise<HealthResult> {
    const checks = [this.#database(), this.#migrations(), this.#clock()] as const;
    const [database, migrations, clock] = await Promise.all(checks);
    return {
      shop: this.shutdown.hasStarted ? 'The shop is closing.' : null,
      database,
      database_files: this.repository.areFilesInPlace() ? null : FILES_LOST,
      migrations,
      clock,
    };
  }

  async #database(): Promise<string | null> {
    const timeout = 'The database did not take a write in time.';
    const written = this.repository.tryToWrite().then(
      () => null,
      () => 'The database cannot be written.',
    );
    return Promise.race([written, wait(TIMEOUT_MS, timeout, { ref: false })]);
  }

  async #migrations(): Promise<string | null> {
    try {
      const missing = await this.repository.missingMigrations();
      if (missing.length === 0) return null;
      return `Not applied yet: ${missing.join(', ')}. Run the migrations.`;
    } catch {
      return 'The applied migrations cannot be read.';
    }
  }

  /** Fails only if a new sample confirms the skew: after a suspend the first one is wrong. */
  async #clock(): Promise<string | null> {
    if (!isWrong(this.clock.skewSeconds())) return null;
    const { sampleCount } = this.clock;
    const answered = this.gateway.sampleClock().catch(() => undefined); // a refusal has a Date header too
    await Promise.race([answered, wait(TIMEOUT_MS, undefined, { ref: false })]);
    const skew = this.clock.skewSeconds();
    if (this.clock.sampleCount === sampleCount || !isWrong(skew)) return null;
    const direction = skew > 0 ? 'ahead of' : 'behind';
    return `This machine’s clock is ${Math.abs(skew)} s ${direction} Stripe’s: every webhook is refused.`;
  }

  /** Logs changes only: probes come every few seconds. */
  #logChange(reasons: string) {
    if (reasons === this.#lastReasons) return;
    this.#lastReasons = reasons;
    if (reasons) this.#logger.warn(`Not ready: ${reasons}`);
    else this.#logger.log('Ready again');
  }
}

function isWrong(skew: number | null): skew is number {
  return skew !== null && Math.abs(skew) > MAX_SKEW_SECONDS;
}
