import { Injectable } from '@nestjs/common';
import type { Parcel } from '../../fulfilment/domain/parcel.js';
import { ParcelsQueries } from '../../fulfilment/parcels.queries.js';
import { ShopProblem } from '../../common/problem.js';
import { Shop } from '../../shop/shop.js';
import { Texts } from '../../texts/texts.js';
import { hasBeenPaid } from '../domain/order-state.js';
import type { Order } from '../domain/order.js';
import { OrdersService } from '../orders.service.js';
import { canWithdraw, deliveredBy } from './withdrawal-policy.js';
import { type Withdrawal, WithdrawalQueries } from './withdrawal.queries.js';
import { WithdrawalRepository } from './withdrawal.repository.js';

export interface WithdrawalState {
  order: Order;
  /** Null if there is none. */
  received: Withdrawal | null;
  canWithdraw: boolean;
  parcels: Parcel[];
}

/** Withdrawing from the contract, as Directive 2011/83/EU has it since 2023/2673. Refunds nothing: a person does. */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly orders: OrdersService,
    private readonly queries: WithdrawalQueries,
    private readonly withdrawals: WithdrawalRepository,
    private readonly parcels: ParcelsQueries,
    private readonly shop: Shop,
  ) {}

  /** Throws `order-not-found`, and `not-found` for an order that cannot be withdrawn from, and never was. */
  async find(token: string): Promise<WithdrawalState> {
    const state = await this.of(await this.orders.findByToken(token));
    if (!state.received && !state.canWithdraw) throw notWithdrawable(state.order);
    return state;
  }

  async of(order: Order): Promise<WithdrawalState> {
    if (!hasBeenPaid(order.state))
      return { order, received: null, canWithdraw: false, parcels: [] };
    const { withdrawalDays } = this.shop.policies;
    const parcels = await this.parcels.ofOrder(order.id);
    const arrived = deliveredBy(copiesOf(order), parcels);
    return {
      order,
      received: await this.queries.find(order.id),
      canWithdraw: canWithdraw(order.state, withdrawalDays, arrived, new Date()),
      parcels,
    };
  }

  /** Does nothing if it has been received already. */
  async receive(order: Order, { name, email }: { name: string; email: string }): Promise<void> {
    const withdrawal = { orderId: order.id, name, email, receivedAt: new Date() };
    await this.withdrawals.receive(withdrawal, order.email);
  }
}

function notWithdrawable({ token }: Order): ShopProblem {
  const next = { label: Texts.t('problem.next.order'), href: `/orders/${token}` };
  return new ShopProblem('not-found', { next });
}

/** That are to be sent, or were. */
function copiesOf({ lines }: Order): number {
  return lines.reduce((sum, { quantity, canceled }) => sum + quantity - (canceled ?? 0), 0);
}
