import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

@Injectable()
export class LeaseRepository {
  constructor(private readonly database: Database) {}

  /** True when it is this holder's now: it was theirs, nobody's, or had run out. */
  take(name: string, holder: string, now: Date, expiresAt: Date): Promise<boolean> {
    return this.database.write(async (tx) => {
      const { count } = await tx.lease.updateMany({
        where: { name, OR: [{ holder }, { expiresAt: { lte: now } }] },
        data: { holder, expiresAt },
      });
      if (count === 1) return true;
      if (await tx.lease.findUnique({ where: { name } })) return false;
      await tx.lease.create({ data: { name, holder, expiresAt } });
      return true;
    });
  }

  /** True while it is still this holder's: somebody may have taken it over meanwhile. */
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
