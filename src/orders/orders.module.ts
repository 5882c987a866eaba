import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { AfterSaleRepository } from './after-sale.repository.js';
import { OpenOrdersRepository } from './open-orders.repository.js';
import { OpenOrdersService } from './open-orders.service.js';
import { OrderExpiryService } from './order-expiry.service.js';
import { LostPaymentService } from './lost-payment.service.js';
import { OrderPaymentService } from './order-payment.service.js';
import { OrderPlacingRepository } from './order-placing.repository.js';
import { OrderRegisterRepository } from './order-register.repository.js';
import { OrderRegisterService } from './order-register.service.js';
import { OrderRepository } from './order.repository.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { RecoveryPreviewService } from './recovery-preview.service.js';
import { RecoveryWindowRepository } from './recovery-window.repository.js';
import { RecoveryWindowService } from './recovery-window.service.js';
import { RecoveryRepository } from './recovery.repository.js';
import { RecoveryService } from './recovery.service.js';
import { RefundRepository } from './refund.repository.js';
import { RefundService } from './refund.service.js';
import { ReservationRepository } from './reservation.repository.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewService } from './review.service.js';
import { SettlementService } from './settlement.service.js';
import { StrayPaymentService } from './stray-payment.service.js';

@Module({
  imports: [CatalogModule, PaymentsModule],
  controllers: [OrdersController],
  providers: [
    OrdersService,
    OrderPaymentService,
    SettlementService,
    StrayPaymentService,
    OpenOrdersService,
    OrderExpiryService,
    OrderRepository,
    OpenOrdersRepository,
    OrderPlacingRepository,
    AfterSaleRepository,
    ReservationRepository,
    LostPaymentService,
    OrderRegisterRepository,
    OrderRegisterService,
    RecoveryRepository,
    RecoveryWindowRepository,
    RecoveryWindowService,
    RecoveryService,
    RecoveryPreviewService,
    RefundRepository,
    RefundService,
    ReviewRepository,
    ReviewService,
  ],
  exports: [
    OrdersService,
    OrderPaymentService,
    SettlementService,
    StrayPaymentService,
    OpenOrdersService,
    OrderExpiryService,
    OrderRegisterService,
    RecoveryService,
    RecoveryPreviewService,
    RecoveryWindowService,
    RefundService,
    ReviewService,
  ],
})
export class OrdersModule {}
