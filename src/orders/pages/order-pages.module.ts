import { Module } from '@nestjs/common';
import { ParcelsModule } from '../../fulfilment/parcels.module.js';
import { ReceiptQueries } from '../../receipts/receipt.queries.js';
import { OrderLinksController } from '../links/order-links.controller.js';
import { OrderLinksRepository } from '../links/order-links.repository.js';
import { OrderLinksService } from '../links/order-links.service.js';
import { OrdersModule } from '../orders.module.js';
import { WithdrawalController } from '../withdrawal/withdrawal.controller.js';
import { WithdrawalQueries } from '../withdrawal/withdrawal.queries.js';
import { WithdrawalRepository } from '../withdrawal/withdrawal.repository.js';
import { WithdrawalService } from '../withdrawal/withdrawal.service.js';
import { OrdersController } from './orders.controller.js';

/** What shoppers see of their orders. */
@Module({
  imports: [OrdersModule, ParcelsModule],
  // In this order: a token could be any text but “links”.
  controllers: [OrderLinksController, OrdersController, WithdrawalController],
  providers: [
    OrderLinksRepository,
    OrderLinksService,
    ReceiptQueries,
    WithdrawalQueries,
    WithdrawalRepository,
    WithdrawalService,
  ],
  exports: [WithdrawalRepository],
})
export class OrderPagesModule {}
