import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { LeaseRepository } from './lease.repository.js';
import { LeaseService } from './lease.service.js';
import { ReconciliationService } from './reconciliation.service.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { DiscrepanciesService } from './discrepancies.service.js';
import { DiscrepancyRepository } from './discrepancy.repository.js';
import { ListWindowService } from './list-window.service.js';
import { MissedEventsStep } from './steps/missed-events.step.js';
import { SoldOrdersStep } from './steps/sold-orders.step.js';
import { StrangersStep } from './steps/strangers.step.js';
import { StrayPaymentsStep } from './steps/stray-payments.step.js';
import { OpenOrdersStep } from './steps/open-orders.step.js';
import { SweepSteps } from './steps/sweep-steps.js';
import { SweepScheduleService } from './sweep-schedule.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule, WebhooksModule],
  providers: [
    ReconciliationService,
    SweepScheduleService,
    SweepSteps,
    OpenOrdersStep,
    MissedEventsStep,
    StrayPaymentsStep,
    StrangersStep,
    SoldOrdersStep,
    ListWindowService,
    DiscrepanciesService,
    DiscrepancyRepository,
    LeaseService,
    LeaseRepository,
  ],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
