import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { enqueueMail } from '../../mail/enqueue-mail.repository.js';

@Injectable()
export class OrderLinksRepository {
  constructor(private readonly database: DatabaseService) {}

  /** `dropped`: why no mail is sent. The row is written all the same. */
  async enqueue(recipient: string, dropped: string | null): Promise<void> {
    const cause = randomUUID();
    await this.database.writeSql(
      (sql) => enqueueMail(sql, { kind: 'order-links', cause, orderId: null, recipient, dropped }),
      'order-links',
    );
  }
}
