import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ReservingOrderService } from '../catalog/reserving-order.service.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { OrderExpiryService } from './expiry/order-expiry.service.js';
import { OrderQueries } from './order.queries.js';
import { OrderRepository } from './order.repository.js';
import { OrdersService } from './orders.service.js';
import { PaymentIntentService } from './payment/payment-intent.service.js';
import { PaymentOwnerService } from './payment/payment-owner.service.js';
import { PaymentSyncService } from './payment/payment-sync.service.js';
import { RefundsAndDisputesRepository } from './payment/refunds-and-disputes.repository.js';
import { OrderPlacementRepository } from './placement/order-placement.repository.js';
import { OrphanedOrderService } from './recovery/orphaned-order.service.js';
import { SupersessionService } from './placement/supersession.service.js';
import { StockReservationRepository } from './stock/stock-reservation.repository.js';

@Module({
  imports: [CatalogModule, PaymentsModule],
  providers: [
    OrdersService,
    OrderQueries,
    OrderRepository,
    OrderPlacementRepository,
    StockReservationRepository,
    PaymentIntentService,
    PaymentOwnerService,
    PaymentSyncService,
    RefundsAndDisputesRepository,
    SupersessionService,
    OrderExpiryService,
    OrphanedOrderService,
  ],
  exports: [
    OrdersService,
    OrderQueries,
    PaymentIntentService,
    PaymentOwnerService,
    PaymentSyncService,
    OrderExpiryService,
    OrphanedOrderService,
    // For refunds, review and parcels.
    StockReservationRepository,
  ],
})
export class OrdersModule implements OnModuleInit {
  constructor(
    private readonly reservingOrders: ReservingOrderService,
    private readonly orders: OrderQueries,
  ) {}

  onModuleInit() {
    this.reservingOrders.answerWith((shopperId, bookId) =>
      this.orders.findReserving(shopperId, bookId),
    );
  }
}
