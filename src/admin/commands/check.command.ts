import { Injectable } from '@nestjs/common';
import { belongsToAccount, type Order } from '../../orders/domain/order.js';
import type { OrderState } from '../../orders/domain/order-state.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { PaymentSyncService } from '../../orders/payment/payment-sync.service.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { ShopProblem } from '../../common/problem.js';
import { type CommandResult, UsageError } from '../command-result.js';
import { findOrder } from '../find-order.js';
import { hintsFor, stateLabel } from '../format/order.js';
import { formatProblem } from '../format/problem.js';
import { formatSystemStatus } from '../format/system-status.js';
import { SystemStatusService } from '../system-status.service.js';

interface Checked {
  number: number;
  previousState: OrderState;
  state: OrderState;
  message: string;
  ok: boolean;
}

@Injectable()
export class CheckCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly paymentSync: PaymentSyncService,
    private readonly gateway: PaymentGateway,
    private readonly status: SystemStatusService,
  ) {}

  async run(number: number | undefined, options: { allOpen?: boolean }): Promise<CommandResult> {
    const isAll = options.allOpen === true;
    const checked: Checked[] = [];
    for (const order of await this.#select(number, isAll)) {
      checked.push(await this.#check(order));
    }
    const lines = checked.map(({ number, message }) => `Order ${number}: ${message}`);
    const status = await this.status.read();
    const isStatusOk = status.deadLetters === 0 && status.recoverySince === null;
    // The check of one order does not fail because of another order's event.
    const ok = checked.every((each) => each.ok) && (isStatusOk || !isAll);
    return {
      lines: [...(lines.length > 0 ? lines : [NONE_OPEN]), ...formatSystemStatus(status)],
      json: { checked: checked.map(checkedToJson), ...status },
      code: ok ? 0 : 1,
    };
  }

  async #select(number: number | undefined, isAll: boolean): Promise<Order[]> {
    if (isAll && number === undefined) return this.orders.openWithPayment();
    if (isAll || number === undefined) throw new UsageError('Give either a number or --all-open.');
    return [await findOrder(this.orders, number)];
  }

  /** An order that cannot be checked does not prevent the check of the others. */
  async #check(order: Order): Promise<Checked> {
    try {
      if (!belongsToAccount(order, await this.gateway.currentAccount()))
        return notChecked(order, OTHER_ACCOUNT);
      if (!order.paymentIntentId) return notChecked(order, NO_PAYMENT_INTENT);
      const { order: updated } = await this.paymentSync.syncRefundsAndDisputes(order, 'admin');
      return compare(order, updated);
    } catch (error) {
      if (!(error instanceof ShopProblem)) throw error;
      return notChecked(order, `Stripe could not be asked. ${formatProblem(error)}`);
    }
  }
}

function compare(order: Order, updated: Order): Checked {
  const isSame = updated.state === order.state && updated.ledger.length === order.ledger.length;
  const result = isSame
    ? `Stripe agrees: ${stateLabel(updated.state)}.`
    : `Updated from Stripe. Before: ${stateLabel(order.state)}. Now: ${stateLabel(updated.state)}.`;
  const hints = hintsFor(updated);
  return {
    number: order.number,
    previousState: order.state,
    state: updated.state,
    message: [result, ...hints].join(' '),
    ok: hints.length === 0,
  };
}

function notChecked({ number, state }: Order, why: string): Checked {
  const message = `${why} Recorded state: ${stateLabel(state)}.`;
  return { number, previousState: state, state, message, ok: false };
}

function checkedToJson({ number, previousState, state, message }: Checked) {
  return { number, previousState, state, message };
}

const OTHER_ACCOUNT =
  'Stripe was not asked: the order belongs to another Stripe account or to the other mode (test, live).';
const NO_PAYMENT_INTENT = 'Stripe was not asked: the order has no PaymentIntent.';
const NONE_OPEN = 'There is no open order with a payment.';
