import { isAtHome, type Order } from '../../orders/domain/order.js';
import type { SettlementService } from '../../orders/settlement.service.js';
import { RecoveryWindowService } from '../../recovery/recovery-window.service.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { ShopProblem } from '../../problem/problem.js';
import { Desk } from '../desk.service.js';
import { cureOf, inWords } from '../order-text.js';
import { UsageError } from '../report.js';
import { tellProblem } from '../tell-problem.js';
import type { Command } from './command.js';
import { tellUpkeep } from './tell-upkeep.js';

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
    const orders = isAll
      ? await desk.queries.openWithPayment()
      : [await desk.order(positionals[0])];
    const checked: Checked[] = [];
    const gateway = shop.get(PaymentGateway);
    for (const order of orders) checked.push(await checkOne(desk.settlement, gateway, order));
    const lines = checked.map(({ number, said }) => `Order ${number}: ${said}`);
    const recoverSince = await shop.get(RecoveryWindowService).begunFrom();
    const upkeep = tellUpkeep(await desk.matters.upkeep(), recoverSince);
    // Of one order it says nothing that another's event lies open.
    const isWell = checked.every((each) => each.isWell) && (upkeep.isWell || !isAll);
    return {
      lines: [...(lines.length > 0 ? lines : [NONE_OPEN]), ...upkeep.lines],
      json: {
        checked: checked.map(({ number, was, is, said }) => ({ number, was, is, said })),
        ...upkeep.json,
      },
      code: isWell ? 0 : 1,
    };
  },
};

/** One that cannot be checked does not keep the others from it. */
async function checkOne(
  settlement: SettlementService,
  gateway: PaymentGateway,
  order: Order,
): Promise<Checked> {
  const { number, state: was } = order;
  const unasked = (why: string): Checked => {
    return { number, was, is: was, said: `${why} On record: ${inWords(was)}.`, isWell: false };
  };
  try {
    if (!isAtHome(order, await gateway.home())) return unasked(ELSEWHERE);
    if (!order.paymentIntentId) return unasked('It has no PaymentIntent to ask Stripe about.');
    const { order: now } = await settlement.settleAfterSale(order, 'admin');
    const isSame = now.state === was && now.ledger.length === order.ledger.length;
    const said = isSame
      ? `Stripe agrees: ${inWords(was)}.`
      : `Stripe knew more. It was: ${inWords(was)}. It is: ${inWords(now.state)}.`;
    const cure = cureOf(now);
    return {
      number,
      was,
      is: now.state,
      said: [said, ...cure].join(' '),
      isWell: cure.length === 0,
    };
  } catch (error) {
    if (!(error instanceof ShopProblem)) throw error;
    return unasked(`Stripe could not be asked. ${tellProblem(error)}`);
  }
}

const ELSEWHERE = 'Stripe was not asked: it is an order of another account or mode.';
const NONE_OPEN = 'No open order has a payment to ask about.';
