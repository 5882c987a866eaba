import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { LeaseRepository } from './lease.repository.js';
import { LeaseService } from './lease.service.js';
import { MilestoneRepository } from './milestone.repository.js';
import { ReconciliationService } from './reconciliation.service.js';
import { OpenOrdersStep } from './steps/open-orders.step.js';
import { SweepSteps } from './steps/sweep-steps.js';
import { SweepScheduleService } from './sweep-schedule.service.js';

@Module({
  imports: [OrdersModule, PaymentsModule],
  providers: [
    ReconciliationService,
    SweepScheduleService,
    SweepSteps,
    OpenOrdersStep,
    LeaseService,
    LeaseRepository,
    MilestoneRepository,
  ],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
