import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { FulfilmentService } from './fulfilment.service.js';
import { ParcelsModule } from './parcels.module.js';
import { ParcelsRepository } from './parcels.repository.js';
import { PackingSlipService } from './slip/packing-slip.service.js';
import { ToPackService } from './to-pack.service.js';

@Module({
  imports: [OrdersModule, ParcelsModule],
  providers: [FulfilmentService, PackingSlipService, ParcelsRepository, ToPackService],
  exports: [FulfilmentService, PackingSlipService, ParcelsModule, ToPackService],
})
export class FulfilmentModule {}
