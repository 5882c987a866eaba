import { Controller, Get, Param, Render } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';
import type { Order } from '../orders/domain/order.js';
import { OrdersService } from '../orders/orders.service.js';
import { Shop } from '../shop/shop.js';
import { Texts } from '../texts/texts.js';
import { formatDocumentNumber } from './domain/document-number.js';
import { type Receipt, ReceiptQueries } from './receipt.queries.js';
import { toCreditNoteView, toReceiptView } from './receipt.view.js';

@Controller('orders/:token/receipt')
export class ReceiptsController {
  constructor(
    private readonly orders: OrdersService,
    private readonly receipts: ReceiptQueries,
    private readonly shop: Shop,
  ) {}

  @Get()
  @Render('receipts/show')
  async show(@Param('token') token: string) {
    const { order, receipt } = await this.#find(token);
    return toReceiptView(order, receipt, this.shop);
  }

  /** `number`: as it is printed, such as `C-3`. */
  @Get(':number')
  @Render('receipts/show')
  async showCreditNote(@Param('token') token: string, @Param('number') number: string) {
    const { order, receipt } = await this.#find(token);
    const note = receipt.creditNotes.find(
      (each) => formatDocumentNumber('credit_note', each) === number,
    );
    if (!note) throw new ShopProblem('receipt-not-found', { next: linkTo(order) });
    return toCreditNoteView(order, receipt, note, this.shop);
  }

  /** Throws `order-not-found` or `receipt-not-found`. */
  async #find(token: string): Promise<{ order: Order; receipt: Receipt }> {
    const order = await this.orders.findByToken(token);
    const receipt = await this.receipts.find(order);
    if (!receipt) throw new ShopProblem('receipt-not-found', { next: linkTo(order) });
    return { order, receipt };
  }
}

function linkTo({ token }: Order) {
  return { label: Texts.t('problem.next.order'), href: `/orders/${token}` };
}
