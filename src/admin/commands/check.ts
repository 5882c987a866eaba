import type { Order } from '../../orders/domain/order.js';
import { ShopProblem } from '../../problem/problem.js';
import { Desk } from '../desk.service.js';
import { inWords, needsPerson } from '../order-text.js';
import { UsageError } from '../report.js';
import type { Command } from './command.js';

interface Checked {
  number: number;
  was: string;
  is: string;
  said: string;
  isWell: boolean;
}

export const check: Command = {
  usage: 'NUMBER | --all-open',
  tells: 'asks Stripe now, and says whether it agreed',
  options: { 'all-open': { type: 'boolean' } },
  mostPositionals: 1,
  async run(shop, { positionals, values }) {
    const desk = shop.get(Desk);
    const isAll = values['all-open'] === true;
    if (isAll && positionals.length > 0) throw new UsageError('Either a NUMBER, or --all-open.');
    const orders = isAll ? await desk.register.open() : [await desk.order(positionals[0])];
    const checked: Checked[] = [];
    for (const order of orders) checked.push(await checkOne(desk, order));
    const lines = checked.map(({ number, said }) => `Order ${number}: ${said}`);
    return {
      lines: lines.length > 0 ? lines : ['No order is open.'],
      json: { checked: checked.map(({ number, was, is, said }) => ({ number, was, is, said })) },
      code: checked.every(({ isWell }) => isWell) ? 0 : 1,
    };
  },
};

/** One that cannot be checked does not keep the others from it. */
async function checkOne({ settlement }: Desk, order: Order): Promise<Checked> {
  const { number, state: was } = order;
  try {
    const now = await settlement.settleAfterSale(order, 'admin');
    const isSame = now.state === was && now.ledger.length === order.ledger.length;
    const said = isSame
      ? `Stripe agrees: ${inWords(was)}.`
      : `Stripe knew more. It was: ${inWords(was)}. It is: ${inWords(now.state)}.`;
    return { number, was, is: now.state, said, isWell: !needsPerson(now) };
  } catch (error) {
    if (!(error instanceof ShopProblem)) throw error;
    const said = `Stripe could not be asked (${error.message}). On record: ${inWords(was)}.`;
    return { number, was, is: was, said, isWell: false };
  }
}
