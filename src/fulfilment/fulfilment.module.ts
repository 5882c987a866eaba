import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { FulfilmentService } from './fulfilment.service.js';
import { ParcelsModule } from './parcels.module.js';
import { ParcelsRepository } from './parcels.repository.js';

@Module({
  imports: [OrdersModule, ParcelsModule],
  providers: [FulfilmentService, ParcelsRepository],
  exports: [FulfilmentService, ParcelsModule],
})
export class FulfilmentModule {}
