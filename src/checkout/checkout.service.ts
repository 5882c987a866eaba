import { Injectable } from '@nestjs/common';
import { CatalogService } from '../catalog/catalog.service.js';
import { chargeProblem } from '../money/money.js';
import { isOpen } from '../orders/domain/order-state.js';
import { totalOf, type Order, type OrderLine } from '../orders/domain/order.js';
import { OrderPaymentService } from '../orders/order-payment.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { SettlementService } from '../orders/settlement.service.js';
import { ShopProblem } from '../problem/problem.js';

const BUY_NOW = 'buy-now:';

export interface PaymentPage {
  order: Order;
  clientSecret: string;
}

@Injectable()
export class CheckoutService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly orders: OrdersService,
    private readonly payments: OrderPaymentService,
    private readonly settlement: SettlementService,
  ) {}

  /** Freezes an order for one copy of this book and makes its PaymentIntent. */
  async buyNow(shopperId: string, slug: string): Promise<Order> {
    const lines = [await this.lineFor(slug)];
    refuseUnchargeable(lines);
    const source = `${BUY_NOW}${slug}`;
    return offeringRetry(source, async () => {
      const order = await this.orders.place({ shopperId, source, lines });
      return isOpen(order.state) ? this.payments.ensure(order) : order;
    });
  }

  /** Throws `order-not-payable` when the order is not waiting for money any more. */
  async setContact(token: string, email: string): Promise<void> {
    const order = await this.orders.findByToken(token);
    if (!isOpen(order.state)) throw new ShopProblem('order-not-payable');
    await this.orders.setEmail(order, email);
  }

  /** Null when there is nothing to pay: the order's own page says why. */
  async paymentPage(token: string): Promise<PaymentPage | null> {
    const order = await this.orders.findByToken(token);
    const { state, source, paymentIntentId } = order;
    if (!isOpen(state) || state === 'processing') return null;
    const opened = await offeringRetry(source, () => {
      if (!paymentIntentId) throw new ShopProblem('payment-unavailable');
      return this.payments.open({ ...order, paymentIntentId });
    });
    if (opened?.payment.status !== 'awaiting') return null;
    return { order, clientSecret: opened.clientSecret };
  }

  /** Asks Stripe what became of the payment. Throws `order-not-found` for somebody else's. */
  async comeBack(token: string, paymentIntentId: unknown): Promise<void> {
    const order = await this.orders.findByToken(token);
    if (paymentIntentId !== undefined && paymentIntentId !== order.paymentIntentId) {
      throw new ShopProblem('order-not-found');
    }
    await this.settlement.trySettle(order, 'return');
  }

  private async lineFor(slug: string): Promise<OrderLine> {
    const book = await this.catalog.findBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    if (!book.isForSale) throw new ShopProblem('book-withdrawn');
    if (book.stock === 0) throw new ShopProblem('out-of-stock');
    const { id: bookId, title, author, price: unitPrice } = book;
    return { bookId, slug: book.slug, title, author, unitPrice, quantity: 1 };
  }
}

/** What Stripe would refuse is refused before there is an order. */
function refuseUnchargeable(lines: OrderLine[]) {
  if (chargeProblem(totalOf(lines))) throw new ShopProblem('amount-not-chargeable');
}

/** When Stripe cannot be reached the order stays: the same form finds it, and the same payment. */
async function offeringRetry<T>(source: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ShopProblem) || cause.code !== 'payment-unavailable') throw cause;
    const fields = [{ name: 'slug', value: source.slice(BUY_NOW.length) }];
    const retry = { label: 'Try again', action: '/checkout', fields };
    throw new ShopProblem('payment-unavailable', { cause, retry });
  }
}
