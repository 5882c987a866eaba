import { Injectable } from '@nestjs/common';
import { DatabaseService, type WriteTransaction } from './database.service.js';

/** Within its caller's transaction. */
export async function readCheckpoint(tx: WriteTransaction, name: string): Promise<Date | null> {
  const row = await tx.checkpoint.findUnique({ where: { name } });
  return row?.at ?? null;
}

/** How far recurring jobs have read, by name. */
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

  /** Sets the checkpoint unless it is earlier already. */
  async moveBack(name: string, at: Date): Promise<void> {
    await this.database.write(async (tx) => {
      const found = await tx.checkpoint.findUnique({ where: { name } });
      if (found && found.at < at) return;
      await tx.checkpoint.upsert({ where: { name }, create: { name, at }, update: { at } });
    });
  }

  /** Removes the checkpoint unless it has been moved back to before `at`. */
  async remove(name: string, at: Date): Promise<void> {
    await this.database.write((tx) =>
      tx.checkpoint.deleteMany({ where: { name, at: { gte: at } } }),
    );
  }
}
