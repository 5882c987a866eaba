import { Injectable } from '@nestjs/common';
import type { Round } from '../round.js';
import { OpenOrdersStep } from './open-orders.step.js';

/** What a round consists of, in this order. */
@Injectable()
export class SweepSteps {
  readonly #steps: { run: (round: Round) => Promise<void> }[];

  constructor(openOrders: OpenOrdersStep) {
    this.#steps = [openOrders];
  }

  async run(round: Round): Promise<void> {
    for (const step of this.#steps) {
      if (!round.goesOn) return;
      await step.run(round);
    }
  }
}
