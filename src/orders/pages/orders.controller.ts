import { Controller, Get, Param, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ParcelsQueries } from '../../fulfilment/parcels.queries.js';
import { knownShopperId } from '../../web/shopper-session.js';
import { ReceiptQueries } from '../../receipts/receipt.queries.js';
import { hasBeenPaid } from '../domain/order-state.js';
import { OrderExpiryService } from '../expiry/order-expiry.service.js';
import { OrdersService } from '../orders.service.js';
import { type OrderWithSyncStatus, PaymentSyncService } from '../payment/payment-sync.service.js';
import { toOrderStatus, toOrderView } from './order.view.js';

const SEE_OTHER = 303;

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly paymentSync: PaymentSyncService,
    private readonly expiry: OrderExpiryService,
    private readonly parcels: ParcelsQueries,
    private readonly receipts: ReceiptQueries,
  ) {}

  @Get()
  async latest(@Req() request: Request, @Res() response: Response) {
    const token = await this.orders.latestToken(knownShopperId(request));
    if (token === null) response.render('orders/none', {});
    else response.redirect(SEE_OTHER, `/orders/${token}`);
  }

  @Get(':token')
  @Render('orders/show')
  async show(@Param('token') token: string, @Req() request: Request) {
    const synced = await this.#synced(token);
    const { order, payment } = synced;
    return toOrderView(synced, {
      replacement: await this.orders.replacementFor(order, knownShopperId(request)),
      parcels: await this.parcels.ofOrder(order.id),
      receipt: order.paidAt && (await this.receipts.find(order)),
      keptUntil: payment ? this.expiry.reservedUntil(order, payment) : null,
    });
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
