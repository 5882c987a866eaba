import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { ShopProblem } from '../problem/problem.js';

@Injectable()
export class HealthRepository {
  constructor(private readonly database: Database) {}

  async probe(): Promise<void> {
    try {
      await this.database.reader.book.findFirst({ select: { id: true } });
    } catch (cause) {
      throw new ShopProblem('busy', { detail: 'The database cannot be read.', cause });
    }
  }
}
