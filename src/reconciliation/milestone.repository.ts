import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { Milestone } from './domain/milestone.js';

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
