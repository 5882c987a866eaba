import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { DocumentSeriesService } from '../receipts/document-series.service.js';
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
    DocumentSeriesService,
    // Not WebhooksModule, which would start to retry events.
    WebhookEventQueries,
  ],
  exports: [RecoveryService, RecoveryCheckpointService, DocumentSeriesService],
})
export class RecoveryModule {}
