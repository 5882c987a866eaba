import { Controller, Get, Param, Render } from '@nestjs/common';
import { isSettled } from './domain/order-state.js';
import { toOrderStatus, toOrderView } from './order.view.js';
import { OrdersService } from './orders.service.js';
import { type Current, SettlementService } from './settlement.service.js';

@Controller('orders/:token')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly settlement: SettlementService,
  ) {}

  @Get()
  @Render('orders/show')
  async show(@Param('token') token: string) {
    return toOrderView(await this.upToDate(token));
  }

  /** What the page's own script asks every few seconds. */
  @Get('status')
  async status(@Param('token') token: string) {
    return toOrderStatus(await this.upToDate(token));
  }

  private async upToDate(token: string): Promise<Current> {
    const order = await this.orders.findByToken(token);
    if (isSettled(order.state)) return { order, standing: 'known' };
    return this.settlement.trySettle(order, 'page');
  }
}
