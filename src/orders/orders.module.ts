import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments/payments.module.js';
import { AfterSaleRepository } from './after-sale.repository.js';
import { OrderPaymentService } from './order-payment.service.js';
import { OrderRepository } from './order.repository.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { SettlementService } from './settlement.service.js';
import { StrayPaymentService } from './stray-payment.service.js';

@Module({
  imports: [PaymentsModule],
  controllers: [OrdersController],
  providers: [
    OrdersService,
    OrderPaymentService,
    SettlementService,
    StrayPaymentService,
    OrderRepository,
    AfterSaleRepository,
  ],
  exports: [OrdersService, OrderPaymentService, SettlementService, StrayPaymentService],
})
export class OrdersModule {}
