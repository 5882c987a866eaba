import { Injectable } from '@nestjs/common';
import { Database } from './database.service.js';

/** Times with a name: how far something has come that goes on and on. */
@Injectable()
export class MilestoneRepository {
  constructor(private readonly database: Database) {}

  async read(name: string): Promise<Date | null> {
    const row = await this.database.reader.milestone.findUnique({ where: { name } });
    return row?.at ?? null;
  }

  async pass(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.milestone.upsert({ where: { name }, create: { name, at }, update: { at } }),
    );
  }

  /** Of several times, the earliest counts. */
  async holdBack(name: string, at: Date): Promise<void> {
    await this.database.write(async (tx) => {
      const found = await tx.milestone.findUnique({ where: { name } });
      if (found && found.at < at) return;
      await tx.milestone.upsert({ where: { name }, create: { name, at }, update: { at } });
    });
  }

  /** Unless somebody holds it back to an earlier time. */
  async remove(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.milestone.deleteMany({ where: { name, at: { gte: at } } }),
    );
  }
}
