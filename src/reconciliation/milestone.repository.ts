import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';

/** When the last whole round of the sweeper ended, by this machine's clock. */
export const SWEEP_ENDED = 'sweep-ended';

/**
 * How far something has come. Of Stripe's lists it is told by Stripe's clock what they were read to;
 * another Stripe account has lists of its own. `compared` is by this machine's clock, as what it
 * compares is.
 */
type Milestone = typeof SWEEP_ENDED | `${'events' | 'payments' | 'compared'} of ${string}`;

export function listMilestone(
  list: 'events' | 'payments' | 'compared',
  { mode, account }: StripeHome,
): Milestone {
  // prettier-ignore
  return `${list} of ${mode} ${account}`;
}

@Injectable()
export class MilestoneRepository {
  constructor(private readonly database: Database) {}

  async read(name: Milestone): Promise<Date | null> {
    const row = await this.database.reader.milestone.findUnique({ where: { name } });
    return row?.at ?? null;
  }

  async pass(name: Milestone, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.milestone.upsert({ where: { name }, create: { name, at }, update: { at } }),
    );
  }
}
