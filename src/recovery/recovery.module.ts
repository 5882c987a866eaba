import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { RecoveryPlanService } from './recovery-plan.service.js';
import { RecoveryWindowService } from './recovery-window.service.js';
import { RecoveryService } from './recovery.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  providers: [
    RecoveryPlanService,
    RecoveryService,
    RecoveryWindowService,
    // Not by its module, which would begin to try events again.
    WebhookEventQueries,
  ],
  exports: [RecoveryService, RecoveryWindowService],
})
export class RecoveryModule {}
