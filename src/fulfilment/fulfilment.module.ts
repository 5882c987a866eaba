import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { FulfilmentService } from './fulfilment.service.js';
import { ParcelsQueries } from './parcels.queries.js';
import { ParcelsRepository } from './parcels.repository.js';

@Module({
  imports: [OrdersModule],
  providers: [FulfilmentService, ParcelsQueries, ParcelsRepository],
  exports: [FulfilmentService, ParcelsQueries],
})
export class FulfilmentModule {}
