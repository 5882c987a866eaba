import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { AfterSaleRepository } from './after-sale.repository.js';
import { OrderExpiryService } from './order-expiry.service.js';
import { OrderPaymentService } from './order-payment.service.js';
import { OrderPlacingRepository } from './order-placing.repository.js';
import { OrderQueries } from './order.queries.js';
import { OrderRepository } from './order.repository.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { PaymentOwnerService } from './payment-owner.service.js';
import { RecoveredOrderService } from './recovered-order.service.js';
import { RefundRepository } from './refund.repository.js';
import { RefundService } from './refund.service.js';
import { ReservationRepository } from './reservation.repository.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewService } from './review.service.js';
import { SettlementService } from './settlement.service.js';

@Module({
  imports: [CatalogModule, PaymentsModule],
  controllers: [OrdersController],
  providers: [
    OrdersService,
    OrderPaymentService,
    SettlementService,
    PaymentOwnerService,
    OrderExpiryService,
    OrderRepository,
    OrderPlacingRepository,
    AfterSaleRepository,
    ReservationRepository,
    OrderQueries,
    RecoveredOrderService,
    RefundRepository,
    RefundService,
    ReviewRepository,
    ReviewService,
  ],
  exports: [
    OrdersService,
    OrderPaymentService,
    SettlementService,
    PaymentOwnerService,
    OrderExpiryService,
    OrderQueries,
    RecoveredOrderService,
    RefundService,
    ReviewService,
  ],
})
export class OrdersModule {}
