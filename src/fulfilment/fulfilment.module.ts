import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { OrdersToPackQueries } from '../orders/orders-to-pack.queries.js';
import { ParcelOrdersRepository } from '../orders/parcel-orders.repository.js';
import { WithdrawalQueries } from '../orders/withdrawal/withdrawal.queries.js';
import { FulfilmentService } from './fulfilment.service.js';
import { ParcelsModule } from './parcels.module.js';
import { ParcelsRepository } from './parcels.repository.js';
import { PackingSlipService } from './slip/packing-slip.service.js';
import { ToPackService } from './to-pack.service.js';

@Module({
  imports: [OrdersModule, ParcelsModule],
  providers: [
    FulfilmentService,
    PackingSlipService,
    ParcelOrdersRepository,
    ParcelsRepository,
    OrdersToPackQueries,
    ToPackService,
    WithdrawalQueries,
  ],
  exports: [FulfilmentService, PackingSlipService, ParcelsModule, ToPackService],
})
export class FulfilmentModule {}
