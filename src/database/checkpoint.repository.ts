import { Injectable } from '@nestjs/common';
import { DatabaseService } from './database.service.js';

/** Times with a name: how far something has come that goes on and on. */
@Injectable()
export class CheckpointRepository {
  constructor(private readonly database: DatabaseService) {}

  async read(name: string): Promise<Date | null> {
    const row = await this.database.reader.checkpoint.findUnique({ where: { name } });
    return row?.at ?? null;
  }

  async advance(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.checkpoint.upsert({ where: { name }, create: { name, at }, update: { at } }),
    );
  }

  /** Of several times, the earliest counts. */
  async moveBack(name: string, at: Date): Promise<void> {
    await this.database.write(async (tx) => {
      const found = await tx.checkpoint.findUnique({ where: { name } });
      if (found && found.at < at) return;
      await tx.checkpoint.upsert({ where: { name }, create: { name, at }, update: { at } });
    });
  }

  /** Unless somebody holds it back to an earlier time. */
  async remove(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.checkpoint.deleteMany({ where: { name, at: { gte: at } } }),
    );
  }
}
