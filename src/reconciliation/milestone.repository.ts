import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';

/**
 * How far something has come. `sweep-ended` is by this machine's clock, the others by Stripe's: what
 * its lists were read to. Another Stripe account has lists of its own.
 */
type Milestone = 'sweep-ended' | `${'events' | 'payments' | 'compared'} of ${string}`;

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
