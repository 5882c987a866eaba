import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';

export interface Withdrawal {
  orderId: string;
  /** As the consumer wrote it. */
  name: string;
  email: string;
  receivedAt: Date;
  /** When a person has seen it. */
  closedAt: Date | null;
}

@Injectable()
export class WithdrawalQueries {
  constructor(private readonly database: DatabaseService) {}

  find(orderId: string): Promise<Withdrawal | null> {
    return this.database.reader.withdrawal.findUnique({ where: { orderId } });
  }
}
