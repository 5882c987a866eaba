import { Module, type OnModuleInit } from '@nestjs/common';
import { ReceiptQueries } from '../receipts/receipt.queries.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ReservingOrderService } from '../catalog/reserving-order.service.js';
import { ParcelsModule } from '../fulfilment/parcels.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { OrderLinksController } from './links/order-links.controller.js';
import { OrderLinksRepository } from './links/order-links.repository.js';
import { OrderLinksService } from './links/order-links.service.js';
import { OrderExpiryService } from './expiry/order-expiry.service.js';
import { OrderQueries } from './order.queries.js';
import { OrderRepository } from './order.repository.js';
import { OrdersToPackQueries } from './orders-to-pack.queries.js';
import { OrdersService } from './orders.service.js';
import { OrdersController } from './pages/orders.controller.js';
import { ParcelOrdersRepository } from './parcel-orders.repository.js';
import { PaymentIntentService } from './payment/payment-intent.service.js';
import { PaymentOwnerService } from './payment/payment-owner.service.js';
import { PaymentSyncService } from './payment/payment-sync.service.js';
import { RefundsAndDisputesRepository } from './payment/refunds-and-disputes.repository.js';
import { OrderPlacementRepository } from './placement/order-placement.repository.js';
import { OrphanedOrderService } from './recovery/orphaned-order.service.js';
import { SupersessionService } from './placement/supersession.service.js';
import { WithdrawalController } from './withdrawal/withdrawal.controller.js';
import { WithdrawalQueries } from './withdrawal/withdrawal.queries.js';
import { WithdrawalRepository } from './withdrawal/withdrawal.repository.js';
import { WithdrawalService } from './withdrawal/withdrawal.service.js';
import { StockReservationRepository } from './stock/stock-reservation.repository.js';

@Module({
  imports: [CatalogModule, ParcelsModule, PaymentsModule],
  controllers: [OrderLinksController, OrdersController, WithdrawalController],
  providers: [
    OrdersService,
    OrderQueries,
    OrdersToPackQueries,
    OrderRepository,
    OrderPlacementRepository,
    StockReservationRepository,
    ParcelOrdersRepository,
    PaymentIntentService,
    PaymentOwnerService,
    PaymentSyncService,
    RefundsAndDisputesRepository,
    SupersessionService,
    OrderExpiryService,
    OrphanedOrderService,
    // Not by importing its module, which needs this one.
    ReceiptQueries,
    OrderLinksRepository,
    OrderLinksService,
    WithdrawalQueries,
    WithdrawalRepository,
    WithdrawalService,
  ],
  exports: [
    OrdersService,
    OrderQueries,
    OrdersToPackQueries,
    PaymentIntentService,
    PaymentOwnerService,
    PaymentSyncService,
    OrderExpiryService,
    OrphanedOrderService,
    // Within the transactions of parcels.
    ParcelOrdersRepository,
    ReceiptQueries,
    WithdrawalQueries,
    WithdrawalRepository,
    // For the sub-modules of this feature: refunds and review.
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
