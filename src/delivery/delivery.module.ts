import { Module } from '@nestjs/common';
import { DeliveryDraftRepository } from './delivery-draft.repository.js';
import { DeliveryService } from './delivery.service.js';
import { RatesService } from './rates.service.js';

@Module({
  providers: [DeliveryDraftRepository, DeliveryService, RatesService],
  exports: [DeliveryService],
})
export class DeliveryModule {}
