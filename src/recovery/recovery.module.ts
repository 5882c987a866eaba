import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { RecoveryCheckpointService } from './recovery-checkpoint.service.js';
import { RecoveryPlanService } from './recovery-plan.service.js';
import { RecoveryService } from './recovery.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  providers: [
    RecoveryPlanService,
    RecoveryService,
    RecoveryCheckpointService,
    // Not by its module, which would begin to try events again.
    WebhookEventQueries,
  ],
  exports: [RecoveryService, RecoveryCheckpointService],
})
export class RecoveryModule {}
