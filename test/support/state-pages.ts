import path from 'node:path';
import { PROBLEM_TABLE, type ProblemCode } from '../../src/common/problem-table.js';
import { ShopProblem } from '../../src/common/problem.js';
import { money } from '../../src/money/money.js';
import type { Order, PaymentSyncStatus } from '../../src/orders/domain/order.js';
import { ORDER_STATES, type OrderState } from '../../src/orders/domain/order-state.js';
import { toOrderView } from '../../src/orders/pages/order.view.js';
import { readShopPages } from '../../src/shop/pages/shop-pages.js';
import { readShop } from '../../src/shop/read-shop.js';
import { toShopView } from '../../src/shop/shop.view.js';
import type { Delivery } from '../../src/pricing/delivery.js';
import { toProblemView } from '../../src/web/errors/problem.view.js';
import { compileTemplates, readTemplates } from '../../src/web/view-engine.js';
import { type BookRow, DIFFICULT_BOOKS } from './books.js';
import { NO_OTHER_PARTS } from './offers.js';
import { aParcel } from './parcels.js';
import { root } from './program.js';
import { exampleShop } from './shop-folder.js';

const SYNC_STATUSES = Object.keys({
  synced: true,
  requires_action: true,
  stripe_unavailable: true,
  other_account: true,
  not_persisted: true,
} satisfies Record<PaymentSyncStatus, true>) as PaymentSyncStatus[];

const LONG_ID = `re_${'3TestRefund0123456789'.repeat(3)}`;

/** The pages of every state of an order and of every problem, by name, with texts that are hard to fit. */
export function statePages(publicUrl: string): Map<string, string> {
  const templates = compileTemplates(readTemplates(path.join(root, 'views')));
  const seller = readShop({ shopDirectory: exampleShop, nodeEnv: 'test' });
  const shop = toShopView(seller);
  const shopPages = readShopPages(exampleShop, seller).links;
  const render = (name: string, view: object) => templates.get(name)?.({ mode: 'sandbox', shop, shopPages, ...view }) ?? ''; // prettier-ignore
  const orders = ORDER_STATES.flatMap((state) =>
    (state === 'pending' ? SYNC_STATUSES : (['synced'] as const)).map(
      (syncStatus): [string, string] => [
        `order ${state} ${syncStatus}`,
        render(
          'orders/show',
          toOrderView(
            { order: anOrderIn(state), syncStatus },
            {
              ...{ replacement: null, keptUntil: new Date(0), parcels: PARCELS },
              isWithdrawn: false,
              receipt: { series: '', number: 1 },
            },
          ),
        ),
      ],
    ),
  );
  const request = { headers: {}, path: '/', method: 'POST' };
  const problems = (Object.keys(PROBLEM_TABLE) as ProblemCode[]).map((code): [string, string] => [
    `problem ${code}`,
    render('errors/problem', toProblemView(new ShopProblem(code), LONG_ID, request, publicUrl)),
  ]);
  const hints = ['no_secret', 'no_deliveries'].map((webhookSetupHint): [string, string] => [
    `no order, ${webhookSetupHint}`,
    render('orders/index', { mode: 'test', webhookSetupHint }),
  ]);
  return new Map([...orders, ...problems, ...hints]);
}

const A_LONG_DELIVERY: Delivery = {
  ...{ method: 'parcel', kind: 'post', name: 'Paket'.repeat(10), estimate: '3–5 days' },
  amount: money(450, 'usd'),
  country: 'DE',
  address: {
    ...{ name: 'Namen'.repeat(15), line1: 'Weg'.repeat(40), line2: '', city: 'Ort'.repeat(20) },
    ...{ state: '', postalCode: '10115', phone: '+49 30 123456' },
  },
};
const PARCELS = [
  aParcel({
    ...{ state: 'sent', sentAt: new Date(0), carrier: 'UPS', trackingNumber: '1Z9999999999999999' },
    lines: [1, 2, 3, 4].map((orderLineId) => ({ orderLineId, quantity: 1 })),
  }),
  aParcel({ number: 2, kind: 'pickup' }),
  aParcel({ number: 3, kind: 'pickup', state: 'collected', sentAt: new Date(0) }),
  aParcel({ number: 4 }),
];

function anOrderIn(state: OrderState): Order {
  const lines = DIFFICULT_BOOKS.map((book, at) => toLine(book, at + 1));
  return {
    lines,
    ...NO_OTHER_PARTS,
    delivery: A_LONG_DELIVERY,
    total: money(99_999_999, 'usd'),
    ...{ id: 'id', number: 1019, token: 'token', state, origin: 'cart', cartId: 'cart' },
    email: `${'a-very-long-name-of-a-mailbox.'.repeat(2)}x@example.com`,
    activeOrderKey: null,
    createAttempt: 1,
    stripeAccount: { mode: 'sandbox', account: 'acct_1' },
    paymentIntentId: `pi_${'3TestPayment01234567'.repeat(2)}`,
    reason: 'Your card has insufficient funds.',
    placedAt: new Date(0),
    paidAt: null,
    ledger: [
      { kind: 'payment', stripeId: LONG_ID, amountMinor: 99_999_999, currency: 'usd' },
      { kind: 'refund', stripeId: LONG_ID, amountMinor: 500, currency: 'usd' },
    ],
    timeline: [
      { event: 'order_placed', state, trigger: 'shopper', detail: null, at: new Date(0) },
      { event: 'partially_refunded', state, trigger: 'webhook', detail: LONG_ID, at: new Date(0) },
    ],
  };
}

function toLine({ slug, title, author, unitPriceMinor }: BookRow, bookId: number) {
  const unitPrice = money(unitPriceMinor, 'usd');
  return {
    bookId,
    slug,
    title,
    author,
    unitPrice,
    quantity: 10,
    reserved: 10,
    id: bookId,
    canceled: null,
    returned: null,
    taxCategory: 'book' as const,
  };
}
