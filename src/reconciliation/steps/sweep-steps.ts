import { Injectable } from '@nestjs/common';
import type { Round } from '../round.js';
import { MissedEventsStep } from './missed-events.step.js';
import { OpenOrdersStep } from './open-orders.step.js';
import { SoldOrdersStep } from './sold-orders.step.js';
import { StrangersStep } from './strangers.step.js';
import { StrayPaymentsStep } from './stray-payments.step.js';

interface Step {
  name: string;
  run: (round: Round) => Promise<void>;
}

/** What a round consists of, in this order. A step that breaks off does not stop the next. */
@Injectable()
export class SweepSteps {
  readonly #steps: Step[];

  constructor(
    openOrders: OpenOrdersStep,
    missedEvents: MissedEventsStep,
    strayPayments: StrayPaymentsStep,
    strangers: StrangersStep,
    soldOrders: SoldOrdersStep,
  ) {
    this.#steps = [openOrders, missedEvents, strayPayments, strangers, soldOrders];
  }

  async run(round: Round): Promise<void> {
    for (const step of this.#steps) await round.step(step.name, () => step.run(round));
  }
}
