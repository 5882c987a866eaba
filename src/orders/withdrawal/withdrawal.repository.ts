import { Injectable } from '@nestjs/common';
import { isSameEmail } from '../../common/email-address.js';
import { DatabaseService } from '../../database/database.service.js';
import { enqueueMail } from '../../mail/enqueue-mail.repository.js';

const MAIL = 'withdrawal-received';
const TO_OWN_ADDRESS = 'own-address';

export interface NewWithdrawal {
  orderId: string;
  name: string;
  email: string;
  receivedAt: Date;
}

@Injectable()
export class WithdrawalRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * With the mail that proves it, and the same to the order's own address (`ownEmail`, null once deleted) if that is
   * another. Does nothing if the order has one: the first counts.
   */
  async receive(withdrawal: NewWithdrawal, ownEmail: string | null): Promise<void> {
    const { orderId, name, email, receivedAt } = withdrawal;
    await this.database.write(async (tx, sql) => {
      if ((await tx.withdrawal.count({ where: { orderId } })) > 0) return;
      await tx.withdrawal.create({ data: withdrawal });
      const data = { name, receivedAt: receivedAt.toISOString() };
      const mail = { kind: MAIL, orderId, data } as const;
      await enqueueMail(sql, { ...mail, cause: orderId, recipient: email });
      if (isSameEmail(email, ownEmail)) return;
      await enqueueMail(sql, { ...mail, cause: TO_OWN_ADDRESS, recipient: ownEmail });
    }, 'withdrawal');
  }

  /** Those that were closed before then. Resolves to how many. */
  async deleteClosedBefore(time: Date): Promise<number> {
    const { count } = await this.database.write(
      (tx) => tx.withdrawal.deleteMany({ where: { closedAt: { lt: time } } }),
      'withdrawal',
    );
    return count;
  }
}
