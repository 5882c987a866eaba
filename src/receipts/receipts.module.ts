import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { ReceiptsController } from './receipts.controller.js';

@Module({ imports: [OrdersModule], controllers: [ReceiptsController] })
export class ReceiptsModule {}
