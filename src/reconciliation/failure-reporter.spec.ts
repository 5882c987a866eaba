import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';
import { FailureReporter } from './failure-reporter.js';

const noAnswer = new ShopProblem('payment-unavailable');
const refusedKey = new ShopProblem('payment-misconfigured');

function aReporter() {
  const logged: string[] = [];
  const logger = new Logger();
  for (const level of ['error', 'warn', 'log'] as const) {
    logger[level] = (message: unknown) => void logged.push(String(message));
  }
  return { logged, reporter: new FailureReporter(logger) };
}

describe(FailureReporter.name, () => {
  it('says once that Stripe does not answer, and once that it does again', () => {
    const { logged, reporter } = aReporter();

    for (const outage of [noAnswer, noAnswer, null, null]) {
      if (outage) reporter.report('Order 1', outage);
      reporter.endRun(outage);
    }

    expect(logged).toEqual([
      'Stripe does not answer: the rest of the run is skipped',
      'Stripe answers again',
    ]);
  });

  it('says that Stripe refuses the key rather than that it does not answer', () => {
    const { logged, reporter } = aReporter();

    for (const order of [1, 2, 3]) reporter.report(`Order ${order}`, refusedKey);
    reporter.endRun(refusedKey);

    expect(logged).toEqual([
      'Stripe refuses the shop’s key (see STRIPE_SECRET_KEY): the rest of the run is skipped',
    ]);
  });

  it('tells of what Stripe does not answer while it answers others, once', () => {
    const { logged, reporter } = aReporter();

    for (const outage of [noAnswer, null, null]) {
      reporter.report('Stripe’s list of events', noAnswer);
      reporter.endRun(outage);
    }

    expect(logged.slice(2)).toEqual([
      'Stripe’s list of events could not be reconciled: payment-unavailable',
    ]);
  });
});
