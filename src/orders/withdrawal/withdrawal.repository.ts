import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { enqueueMail } from '../../mail/enqueue-mail.repository.js';

const MAIL = 'withdrawal-received';

export interface NewWithdrawal {
  orderId: string;
  name: string;
  email: string;
  receivedAt: Date;
}

@Injectable()
export class WithdrawalRepository {
  constructor(private readonly database: DatabaseService) {}

  /** With the mail that proves it. Does nothing if the order has one: the first counts. */
  async receive(withdrawal: NewWithdrawal): Promise<void> {
    const { orderId, name, email, receivedAt } = withdrawal;
    await this.database.write(async (tx) => {
      if ((await tx.withdrawal.count({ where: { orderId } })) > 0) return;
      await tx.withdrawal.create({ data: withdrawal });
      const data = { name, receivedAt: receivedAt.toISOString() };
      await enqueueMail(tx, { kind: MAIL, cause: orderId, orderId, recipient: email, data });
    }, 'withdrawal');
  }

  /** Those that were closed before then. */
  async deleteClosedBefore(time: Date): Promise<void> {
    await this.database.write(
      (tx) => tx.withdrawal.deleteMany({ where: { closedAt: { lt: time } } }),
      'withdrawal',
    );
  }
}
