import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { LeaseRepository } from './lease.repository.js';

const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 3_000;

/**
 * Work that one process at a time does, whichever they are. It saves double work and nothing else:
 * a holder that was asleep for too long finds its work done by somebody else, and does no harm.
 */
@Injectable()
export class LeaseService {
  readonly #logger = new Logger(LeaseService.name);

  constructor(private readonly leases: LeaseRepository) {}

  /** Null when somebody else is at it. Who dies at it is succeeded once the lease has run out. */
  async whileHeld<T>(name: string, work: (isHeld: () => boolean) => Promise<T>): Promise<T | null> {
    const holder = randomUUID();
    const now = new Date();
    let expiresAt = after(now, LEASE_MS);
    const maxExpiresAt = after(expiresAt, LEASE_MS);
    if (!(await this.leases.acquire(name, holder, { now, expiresAt, maxExpiresAt }))) return null;
    const timer = setInterval(() => {
      void this.#extend(name, holder).then((extended) => (expiresAt = extended ?? expiresAt));
    }, RENEW_EVERY_MS);
    try {
      return await work(() => new Date() < expiresAt);
    } finally {
      clearInterval(timer);
      await this.leases.release(name, holder);
    }
  }

  /** Until when it is held; null when that could not be written. */
  async #extend(name: string, holder: string): Promise<Date | null> {
    const expiresAt = after(new Date(), LEASE_MS);
    try {
      return (await this.leases.extend(name, holder, expiresAt)) ? expiresAt : new Date(0);
    } catch (error) {
      this.#logger.warn(`The lease “${name}” could not be extended: ${String(error)}`);
      return null;
    }
  }
}

function after(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}
