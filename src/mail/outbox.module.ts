import { Module } from '@nestjs/common';
import { OutboxRepository } from './outbox.repository.js';
import { UnsentMailService } from './unsent-mail.service.js';

/** The outbox without what sends it. */
@Module({
  providers: [OutboxRepository, UnsentMailService],
  exports: [OutboxRepository, UnsentMailService],
})
export class OutboxModule {}
