import { Controller, Get, Param, Query, Render, Req } from '@nestjs/common';
import type { Request } from 'express';
import { knownShopperId } from '../../web/shopper-session.js';
import { ReceiptQueries } from '../../receipts/receipt.queries.js';
import { hasBeenPaid } from '../domain/order-state.js';
import { OrderExpiryService } from '../expiry/order-expiry.service.js';
import { OrdersService } from '../orders.service.js';
import { type OrderWithSyncStatus, PaymentSyncService } from '../payment/payment-sync.service.js';
import { WithdrawalService } from '../withdrawal/withdrawal.service.js';
import { toOrderWithdrawal } from '../withdrawal/withdrawal.view.js';
import { toOrderListView } from './order-list.view.js';
import { toOrderStatus, toOrderView } from './order.view.js';

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly paymentSync: PaymentSyncService,
    private readonly expiry: OrderExpiryService,
    private readonly receipts: ReceiptQueries,
    private readonly withdrawals: WithdrawalService,
  ) {}

  @Get()
  @Render('orders/index')
  async list(@Req() request: Request, @Query('links') links: unknown) {
    const orders = await this.orders.ofShopper(knownShopperId(request));
    return toOrderListView(orders, links === 'sent');
  }

  @Get(':token')
  @Render('orders/show')
  async show(@Param('token') token: string, @Req() request: Request) {
    const synced = await this.#synced(token);
    const { order, payment } = synced;
    const withdrawal = await this.withdrawals.of(order);
    const view = toOrderView(synced, {
      replacement: await this.orders.replacementFor(order, knownShopperId(request)),
      parcels: withdrawal.parcels,
      isWithdrawn: withdrawal.received?.closedAt === null,
      receipt: order.paidAt && (await this.receipts.find(order)),
      keptUntil: payment ? this.expiry.reservedUntil(order, payment) : null,
    });
    return { ...view, withdrawal: toOrderWithdrawal(withdrawal) };
  }

  /** Polled by the page's script. */
  @Get(':token/status')
  async status(@Param('token') token: string) {
    return toOrderStatus(await this.#synced(token));
  }

  async #synced(token: string): Promise<OrderWithSyncStatus> {
    const order = await this.orders.findByToken(token);
    if (hasBeenPaid(order.state)) return { order, syncStatus: 'synced' };
    return this.paymentSync.syncOrFallback(order, 'order_page', 'cached');
  }
}
