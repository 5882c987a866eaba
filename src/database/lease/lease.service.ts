import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { LeaseRepository } from './lease.repository.js';

const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 3_000;

/**
 * Lets one process at a time do some work. This only saves duplicate work and does not guarantee
 * exclusion: a suspended process may continue after its lease was taken over.
 */
@Injectable()
export class LeaseService {
  readonly #logger = new Logger(LeaseService.name);

  constructor(private readonly leases: LeaseRepository) {}

  /** Null while another process holds the lease. The lease of a dead process expires. */
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

  /** The new expiry, in the past if the lease was lost. Null if the database could not be written. */
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
