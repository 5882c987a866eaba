import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { ReceiptQueries } from './receipt.queries.js';
import { ReceiptsController } from './receipts.controller.js';

@Module({ imports: [OrdersModule], controllers: [ReceiptsController], providers: [ReceiptQueries] })
export class ReceiptsModule {}
