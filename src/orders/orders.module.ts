import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { RefundsAndDisputesRepository } from './payment/refunds-and-disputes.repository.js';
import { OrderExpiryService } from './expiry/order-expiry.service.js';
import { PaymentIntentService } from './payment/payment-intent.service.js';
import { OrderPlacementRepository } from './placement/order-placement.repository.js';
import { OrderQueries } from './order.queries.js';
import { OrderRepository } from './order.repository.js';
import { OrdersController } from './pages/orders.controller.js';
import { OrdersService } from './orders.service.js';
import { PaymentOwnerService } from './payment/payment-owner.service.js';
import { OrphanedOrderService } from './recovery/orphaned-order.service.js';
import { RefundRepository } from './refunds/refund.repository.js';
import { RefundService } from './refunds/refund.service.js';
import { StockReservationRepository } from './stock/stock-reservation.repository.js';
import { ReviewRepository } from './review/review.repository.js';
import { ReviewService } from './review/review.service.js';
import { PaymentSyncService } from './payment/payment-sync.service.js';

@Module({
  imports: [CatalogModule, PaymentsModule],
  controllers: [OrdersController],
  providers: [
    OrdersService,
    PaymentIntentService,
    PaymentSyncService,
    PaymentOwnerService,
    OrderExpiryService,
    OrderRepository,
    OrderPlacementRepository,
    RefundsAndDisputesRepository,
    StockReservationRepository,
    OrderQueries,
    OrphanedOrderService,
    RefundRepository,
    RefundService,
    ReviewRepository,
    ReviewService,
  ],
  exports: [
    OrdersService,
    PaymentIntentService,
    PaymentSyncService,
    PaymentOwnerService,
    OrderExpiryService,
    OrderQueries,
    OrphanedOrderService,
    RefundService,
    ReviewService,
  ],
})
export class OrdersModule {}
