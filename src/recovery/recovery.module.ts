import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { LostPaymentService } from './lost-payment.service.js';
import { RecoveryPreviewService } from './recovery-preview.service.js';
import { RecoveryWindowService } from './recovery-window.service.js';
import { RecoveryService } from './recovery.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  providers: [
    LostPaymentService,
    RecoveryPreviewService,
    RecoveryService,
    RecoveryWindowService,
    // Not by its module, which would begin to try events again.
    WebhookEventQueries,
  ],
  exports: [RecoveryPreviewService, RecoveryService, RecoveryWindowService],
})
export class RecoveryModule {}
