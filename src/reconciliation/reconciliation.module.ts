import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { LeaseRepository } from './lease/lease.repository.js';
import { LeaseService } from './lease/lease.service.js';
import { ReconciliationService } from './reconciliation.service.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { DiscrepanciesService } from './discrepancies/discrepancies.service.js';
import { DiscrepancyRepository } from './discrepancies/discrepancy.repository.js';
import { ListWindowService } from './list-window.service.js';
import { MissedEventsCheck } from './checks/missed-events.check.js';
import { LedgerCheck } from './checks/ledger.check.js';
import { UnmatchedPaymentsCheck } from './checks/unmatched-payments.check.js';
import { PaymentListCheck } from './checks/payment-list.check.js';
import { OpenOrdersCheck } from './checks/open-orders.check.js';
import { ReconciliationChecks } from './checks/reconciliation-checks.js';
import { ReconciliationScheduler } from './reconciliation.scheduler.js';

@Module({
  imports: [OrdersModule, PaymentsModule, WebhooksModule],
  providers: [
    ReconciliationService,
    ReconciliationScheduler,
    ReconciliationChecks,
    OpenOrdersCheck,
    MissedEventsCheck,
    PaymentListCheck,
    UnmatchedPaymentsCheck,
    LedgerCheck,
    ListWindowService,
    DiscrepanciesService,
    DiscrepancyRepository,
    LeaseService,
    LeaseRepository,
  ],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
