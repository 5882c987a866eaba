import { amountProblem } from '../../model/minimum-amounts.js';
import type { Params } from '../../wire/params.js';

interface Money {
  amount: number;
  currency: string;
}

/** Both are required, unless there is something to change. */
export function readAmount(params: Params, current: Money | null): Money {
  const amount = params.integer('amount') ?? current?.amount ?? params.requiredInteger('amount');
  const currency = params.value('currency') ?? current?.currency ?? params.requiredText('currency');
  const money = { amount, currency: currency.toLowerCase() };
  if (amount < 1) {
    const message = 'This value must be greater than or equal to 1.';
    throw params.refuse('amount', message, 'parameter_invalid_integer');
  }
  const problem = amountProblem(money.amount, money.currency);
  if (problem) throw params.refuse(problem.param, problem.message, problem.code);
  return money;
}
