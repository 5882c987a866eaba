import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';
import { FailureReporter } from './failure-reporter.js';

const noAnswer = new ShopProblem('payment-unavailable');
const refusedKey = new ShopProblem('payment-misconfigured');

function complaints() {
  const said: string[] = [];
  const logger = new Logger();
  for (const level of ['error', 'warn', 'log'] as const) {
    logger[level] = (message: unknown) => void said.push(String(message));
  }
  return { said, complaints: new FailureReporter(logger) };
}

describe(FailureReporter.name, () => {
  it('says once that Stripe does not answer, and once that it does again', () => {
    const { said, complaints: these } = complaints();

    for (const outage of [noAnswer, noAnswer, null, null]) {
      if (outage) these.report('Order 1', outage);
      these.endRun(outage);
    }

    expect(said).toEqual([
      'Stripe does not answer: what was left to look after waits for it',
      'Stripe answers again',
    ]);
  });

  it('says that Stripe refuses the key rather than that it does not answer', () => {
    const { said, complaints: these } = complaints();

    for (const order of [1, 2, 3]) these.report(`Order ${order}`, refusedKey);
    these.endRun(refusedKey);

    expect(said).toEqual([
      'Stripe refuses the shop’s key (see STRIPE_SECRET_KEY): what was left to look after waits for it',
    ]);
  });

  it('tells of what Stripe does not answer while it answers others, once', () => {
    const { said, complaints: these } = complaints();

    for (const outage of [noAnswer, null, null]) {
      these.report('Stripe’s list of events', noAnswer);
      these.endRun(outage);
    }

    expect(said.slice(2)).toEqual([
      'Stripe’s list of events could not be looked after: payment-unavailable',
    ]);
  });
});
