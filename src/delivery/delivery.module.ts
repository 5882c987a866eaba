import { Module } from '@nestjs/common';
import { DeliveryDraftRepository } from './delivery-draft.repository.js';
import { DeliveryService } from './delivery.service.js';
import { OldDraftsScheduler } from './old-drafts.scheduler.js';
import { RatesService } from './rates.service.js';

@Module({
  providers: [DeliveryDraftRepository, DeliveryService, OldDraftsScheduler, RatesService],
  exports: [DeliveryService],
})
export class DeliveryModule {}
