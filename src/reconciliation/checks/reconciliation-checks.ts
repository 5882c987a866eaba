import { Injectable } from '@nestjs/common';
import type { ReconciliationRun } from '../reconciliation-run.js';
import { MissedEventsCheck } from './missed-events.check.js';
import { OpenOrdersCheck } from './open-orders.check.js';
import { LedgerCheck } from './ledger.check.js';
import { UnmatchedPaymentsCheck } from './unmatched-payments.check.js';
import { PaymentListCheck } from './payment-list.check.js';

interface Check {
  name: string;
  run: (run: ReconciliationRun) => Promise<void>;
}

/** What a round consists of, in this order. A step that breaks off does not stop the next. */
@Injectable()
export class ReconciliationChecks {
  readonly #steps: Check[];

  constructor(
    openOrders: OpenOrdersCheck,
    missedEvents: MissedEventsCheck,
    strayPayments: PaymentListCheck,
    strangers: UnmatchedPaymentsCheck,
    soldOrders: LedgerCheck,
  ) {
    this.#steps = [openOrders, missedEvents, strayPayments, strangers, soldOrders];
  }

  async run(run: ReconciliationRun): Promise<void> {
    for (const step of this.#steps) await run.runCheck(step.name, () => step.run(run));
  }
}
