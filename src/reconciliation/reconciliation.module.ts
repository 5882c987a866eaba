import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { type Check, CHECKS } from './checks/check.js';
import { LedgerCheck } from './checks/ledger.check.js';
import { MissedEventsCheck } from './checks/missed-events.check.js';
import { OpenOrdersCheck } from './checks/open-orders.check.js';
import { PaymentListCheck } from './checks/payment-list.check.js';
import { UnmatchedPaymentsCheck } from './checks/unmatched-payments.check.js';
import { DiscrepanciesService } from './discrepancies/discrepancies.service.js';
import { DiscrepancyRepository } from './discrepancies/discrepancy.repository.js';
import { ListWindowService } from './list-window.service.js';
import { ReconciliationScheduler } from './reconciliation.scheduler.js';
import { ReconciliationService } from './reconciliation.service.js';

const IN_THIS_ORDER = [
  OpenOrdersCheck,
  MissedEventsCheck,
  PaymentListCheck,
  UnmatchedPaymentsCheck,
  LedgerCheck,
];

@Module({
  imports: [OrdersModule, PaymentsModule, WebhooksModule],
  providers: [
    ReconciliationService,
    ReconciliationScheduler,
    ...IN_THIS_ORDER,
    { provide: CHECKS, inject: IN_THIS_ORDER, useFactory: (...checks: Check[]) => checks },
    ListWindowService,
    DiscrepanciesService,
    DiscrepancyRepository,
  ],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
