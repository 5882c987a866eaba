import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database.service.js';

export interface LeaseTerm {
  now: Date;
  expiresAt: Date;
  /** A lease that expires later was written by a wrong clock, and may be taken over. */
  maxExpiresAt: Date;
}

@Injectable()
export class LeaseRepository {
  constructor(private readonly database: DatabaseService) {}

  /** False while another holder has the lease. */
  acquire(
    name: string,
    holder: string,
    { now, expiresAt, maxExpiresAt }: LeaseTerm,
  ): Promise<boolean> {
    return this.database.write(async (tx) => {
      const { count } = await tx.lease.updateMany({
        where: {
          name,
          OR: [{ holder }, { expiresAt: { lte: now } }, { expiresAt: { gt: maxExpiresAt } }],
        },
        data: { holder, expiresAt },
      });
      if (count === 1) return true;
      if (await tx.lease.findUnique({ where: { name } })) return false;
      await tx.lease.create({ data: { name, holder, expiresAt } });
      return true;
    });
  }

  /** False if another holder has taken it over. */
  async extend(name: string, holder: string, expiresAt: Date): Promise<boolean> {
    const { count } = await this.database.write((tx) =>
      tx.lease.updateMany({ where: { name, holder }, data: { expiresAt } }),
    );
    return count === 1;
  }

  async release(name: string, holder: string): Promise<void> {
    await this.database.write((tx) => tx.lease.deleteMany({ where: { name, holder } }));
  }
}
