import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { StripeClockService } from '../payments/stripe-clock.service.js';
import { ShopProblem } from '../common/problem.js';
import { GracefulShutdown } from '../web/server/graceful-shutdown.js';
import { HealthRepository } from './health.repository.js';

/** The age at which Stripe's signatures are refused. */
const LARGEST_SKEW_SECONDS = 300;
const TIMEOUT_MS = 2_000;

type Check = 'shop' | 'database' | 'migrations' | 'clock';
/** Null: all is well. Otherwise the reason, in words without any value of the configuration. */
type HealthResult = Record<Check, string | null>;

@Injectable()
export class HealthService {
  readonly #logger = new Logger(HealthService.name);
  #pending: Promise<HealthResult> | null = null;
  #last = '';

  constructor(
    private readonly repository: HealthRepository,
    private readonly clock: StripeClockService,
    private readonly gateway: PaymentGateway,
    private readonly shutdown: GracefulShutdown,
  ) {}

  /** Throws `not-ready` with what is wrong. However many ask at once, the shop looks once. */
  async check(): Promise<Record<Check, 'ok'>> {
    this.#pending ??= this.#runChecks().finally(() => (this.#pending = null));
    const results = await this.#pending;
    const fields = Object.entries(results).flatMap(([check, reason]) =>
      reason ? [{ pointer: `/${check}`, detail: reason }] : [],
    );
    this.#logChange(fields.map(({ detail }) => detail).join(' '));
    if (fields.length > 0) throw new ShopProblem('not-ready', { fields });
    return { shop: 'ok', database: 'ok', migrations: 'ok', clock: 'ok' };
  }

  async #runChecks(): Promise<HealthResult> {
    const checks = [this.#database(), this.#migrations(), this.#clock()] as const;
    const [database, migrations, clock] = await Promise.all(checks);
    return {
      shop: this.shutdown.hasStarted ? 'The shop is closing.' : null,
      database,
      migrations,
      clock,
    };
  }

  async #database(): Promise<string | null> {
    const slow = 'The database did not take a write in time.';
    const written = this.repository.tryToWrite().then(
      () => null,
      () => 'The database cannot be written.',
    );
    return Promise.race([written, wait(TIMEOUT_MS, slow, { ref: false })]);
  }

  async #migrations(): Promise<string | null> {
    try {
      const missing = await this.repository.missingMigrations();
      if (missing.length === 0) return null;
      return `Not applied yet: ${missing.join(', ')}. Run the migrations.`;
    } catch {
      return 'It cannot be told which migrations the database has had.';
    }
  }

  /** Wrong only when Stripe, asked anew, says so too: a machine that slept suspects its clock in vain. */
  async #clock(): Promise<string | null> {
    if (!isWrong(this.clock.skewSeconds())) return null;
    const { sampleCount } = this.clock;
    const answered = this.gateway.sampleClock().catch(() => undefined); // also a refusal tells the time
    await Promise.race([answered, wait(TIMEOUT_MS, undefined, { ref: false })]);
    const skew = this.clock.skewSeconds();
    if (this.clock.sampleCount === sampleCount || !isWrong(skew)) return null;
    const direction = skew > 0 ? 'ahead of' : 'behind';
    return `This machine’s clock is ${Math.abs(skew)} s ${direction} Stripe’s: every webhook is refused.`;
  }

  /** Once for each change, since somebody asks every few seconds. */
  #logChange(reasons: string) {
    if (reasons === this.#last) return;
    this.#last = reasons;
    if (reasons) this.#logger.warn(`Not ready: ${reasons}`);
    else this.#logger.log('Ready again');
  }
}

function isWrong(skew: number | null): skew is number {
  return skew !== null && Math.abs(skew) > LARGEST_SKEW_SECONDS;
}
