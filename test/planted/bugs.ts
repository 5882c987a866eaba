import type { Patch } from '../../sandbox/test/support/patch.js';

export interface PlantedBug {
  name: string;
  /** In a copy of the build. */
  patches?: Patch[];
  /** In a copy of the empty database that tests start from. */
  sql?: string;
  /** The spec that has to fail, and the test in it. */
  caughtBy: { spec: string; test: string };
}

const patch = (file: string, find: string | RegExp, replace: string): Patch => ({
  file,
  find,
  replace,
});

/** Faults that shops have had. Each is put into a copy and has to be noticed: see README.md. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'no unique event id',
    sql: 'DROP INDEX WebhookEvent_eventId_key',
    caughtBy: { spec: 'webhook-repeats', test: 'is kept once' },
  },
  {
    name: 'no unique payment id',
    sql: 'DROP INDEX LedgerEntry_stripeId_kind_key',
    caughtBy: { spec: 'database-constraints', test: 'by LedgerEntry_stripeId_kind_key' },
  },
  {
    name: 'no amount check',
    patches: [
      patch(
        'orders/payment/payment-transition.js',
        'amountMinor === total.minor && receivedMinor === total.minor',
        'true',
      ),
    ],
    caughtBy: { spec: 'settling', test: 'to review' },
  },
  {
    name: 'delivery not in the total',
    patches: [
      patch('pricing/offer.js', 'amount: delivery.amount', 'amount: { ...delivery.amount, minor: 0 }'), // prettier-ignore
    ],
    caughtBy: { spec: 'checkout', test: 'books and their delivery as one amount' },
  },
  {
    name: 'no currency check',
    patches: [patch('orders/payment/payment-transition.js', 'currency === total.currency', 'true')],
    caughtBy: { spec: 'settling', test: 'to review' },
  },
  {
    name: 'no conditional update',
    patches: [
      patch('orders/order-writer.repository.js', 'const before = statesBefore(event);', 'const before = Object.values(TRANSITIONS).map(({ to }) => to);'), // prettier-ignore
    ],
    caughtBy: { spec: 'webhook-repeats', test: 'is kept once' },
  },
  {
    name: 'acknowledge before commit',
    patches: [
      patch(
        'webhooks/webhooks.service.js',
        "const stored = await this.events.store(event, 'webhook', isDone);",
        "const stored = null; void this.events.store(event, 'webhook', isDone).then((it) => it && this.#processOrRetryLater(it)).catch(() => null);",
      ),
    ],
    caughtBy: { spec: 'locked-database', test: 'acknowledges no event' },
  },
  {
    name: 'random idempotency key',
    patches: [
      patch('orders/domain/order.js', 'return `order:', 'return `${crypto.randomUUID()}:'), // prettier-ignore
    ],
    caughtBy: { spec: 'crash-after-payment', test: 'finds the same PaymentIntent again' },
  },
  {
    name: 'key without attempt',
    patches: [patch('orders/domain/order.js', ':${verb}:${count}`', ':${verb}`')],
    caughtBy: { spec: 'kept-failures', test: 'with a new attempt' },
  },
  {
    name: 'synchronous=OFF',
    patches: [
      patch('database/sqlite/sqlite-adapters.js', 'synchronous = FULL', 'synchronous = OFF'),
    ],
    caughtBy: { spec: 'database-writer', test: 'loss of power' },
  },
  {
    name: 'stock without condition',
    patches: [
      patch('catalog/stock.repository.js', 'stock !== null && stock < quantity', 'false'),
      patch('catalog/stock.repository.js', 'AND "stock" >= ?', 'AND "stock" IS NOT NULL AND 0 <= ?'), // prettier-ignore
    ],
    caughtBy: { spec: 'stock', test: 'the last one to one of fifty' },
  },
  {
    name: 'stock released twice',
    // Two things make it once: only who moves the order releases, and what is released is held no longer.
    patches: [
      patch('orders/order-writer.repository.js', 'if (count === 0)', 'if (false)'),
      patch('orders/stock/stock-reservation.repository.js', 'await sql.run(RELEASE, orderId);', ''),
    ],
    caughtBy: { spec: 'stock', test: 'gives them back once' },
  },
  {
    name: 'sync without re-reading',
    patches: [patch('orders/payment/payment-sync.service.js', "freshness === 'cached'", 'true')],
    caughtBy: { spec: 'settling', test: 'every decline once' },
  },
  {
    name: 'late failure applied after paid',
    patches: [
      patch(
        'webhooks/webhook-event-processor.service.js',
        'if (type === PAYMENT_FAILED)',
        "if (type === PAYMENT_FAILED) await this.paymentSync.orders.applyTransition(order.id, { event: 'payment_failed', reason: 'declined', received: null }, 'webhook');\n        if (type === PAYMENT_FAILED)",
      ),
      patch(
        'orders/domain/order-state.js',
        'payment_failed: { from: [',
        "payment_failed: { from: ['paid', ",
      ),
    ],
    caughtBy: { spec: 'settling', test: 'a failure is delivered late' },
  },
  {
    name: 'expiry without asking Stripe',
    patches: [
      patch(
        'orders/expiry/order-expiry.service.js',
        /const result = await this\.paymentSync\.sync\([^;]*;/,
        "const result = { order, syncStatus: 'synced', payment: { createdAt: order.placedAt > new Date() ? new Date(0) : order.placedAt } };",
      ),
      patch(
        'orders/expiry/order-expiry.service.js',
        "if (outcome === 'not_cancelable')",
        'if (false)',
      ),
    ],
    caughtBy: { spec: 'expiry', test: 'when the money was faster than the cancellation' },
  },
  {
    name: 'cancel after release',
    patches: [
      patch(
        'orders/expiry/order-expiry.service.js',
        'const outcome = await this.payments.cancel',
        "await this.orders.applyTransition(order.id, EXPIRED, 'reconciliation');\n        const outcome = await this.payments.cancel",
      ),
    ],
    caughtBy: { spec: 'expiry', test: 'keeps its copies until Stripe has answered' },
  },
  {
    name: 'supersede without cancel',
    patches: [
      patch(
        'orders/placement/supersession.service.js',
        'if (!belongsToAccount(order, await this.gateway.currentAccount()))',
        'if (true)',
      ),
    ],
    caughtBy: { spec: 'checkout', test: 'its PaymentIntent canceled' },
  },
  {
    name: 'event marked processed before the transition',
    patches: [
      patch(
        'webhooks/webhook-event-processor.service.js',
        'const markProcessed = this.events.markProcessed(eventId);',
        'await this.events.write(this.events.markProcessed(eventId));\n        const markProcessed = async () => undefined;',
      ),
    ],
    caughtBy: { spec: 'dead-stripe', test: 'keeps an event that it cannot look into' },
  },
  {
    name: 'refund not in the ledger',
    patches: [
      patch(
        'orders/payment/refunds-and-disputes.repository.js',
        'const entry = { trigger, entries,',
        'const entry = { trigger, entries: [],',
      ),
    ],
    caughtBy: { spec: 'after-sale', test: 'refund in part' },
  },
  {
    name: 'sent while unpaid',
    patches: [patch('fulfilment/domain/sending-policy.js', 'isOpen(state)', 'false')],
    caughtBy: { spec: 'sending', test: 'that is unpaid' },
  },
  {
    name: 'sent copies back on the shelf',
    patches: [
      patch(
        'orders/stock/stock-reservation.repository.js',
        '- (sent.get(line.id) ?? 0) - (line.canceled ?? 0)',
        '- (line.canceled ?? 0)',
      ),
    ],
    caughtBy: { spec: 'sending', test: 'and what was sent not' },
  },
  {
    name: 'signature not checked',
    patches: [
      patch(
        'payments/stripe/stripe-events.js',
        '!secrets.some((secret) => isSignedWith(secret, body, header))',
        'false',
      ),
    ],
    caughtBy: { spec: 'signatures', test: 'with 400 and stores nothing' },
  },
  {
    name: 'stock adapter instead of ours',
    patches: [
      patch('database/sqlite/sqlite-adapters.js', 'return this.#connection;', 'return base;'),
    ],
    caughtBy: { spec: 'database-writer', test: 'survives when that one rolls back' },
  },
  {
    name: 'posts counted by each process',
    patches: [patch('web/limits/limits.module.js', 'if (!store)', 'if (store)')],
    caughtBy: { spec: 'several-shops', test: 'count the posts of a session together' },
  },
  {
    name: 'payers remembered by each process',
    patches: [patch('checkout/card-testing/card-testing.module.js', 'if (!store)', 'if (store)')],
    caughtBy: { spec: 'several-shops', test: 'close checkout together' },
  },
  {
    name: 'READ COMMITTED',
    patches: [
      patch('database/postgresql/pools.js', "default_transaction_isolation: 'serializable',", ''),
      patch('database/postgresql/assert-server.js', "writer.isolation === 'serializable'", 'true'),
    ],
    caughtBy: { spec: 'database-races', test: 'are right when two shoppers order the last copy' },
  },
  {
    name: 'retries only what Prisma calls a conflict',
    patches: [
      patch(
        'database/postgresql/sql-state.js',
        'return CONFLICTS.includes(state) || (state',
        "return error?.code === 'P2034' || (state",
      ),
    ],
    caughtBy: { spec: 'database-races', test: 'are right when a copy is added twice' },
  },
  {
    name: 'runs again after an unknown COMMIT',
    patches: [patch('database/postgresql/retry-conflicts.js', '!commit.isSent && ', '')],
    caughtBy: { spec: 'database-away', test: 'the work is not done again' },
  },
  {
    name: 'order number from the largest one',
    patches: [
      patch('orders/placement/order-numbers.js', "kind === 'postgresql'", "kind === 'none'"),
    ],
    caughtBy: { spec: 'database-races', test: 'seldom run again' },
  },
  {
    name: 'counters in the memory of each process',
    patches: [patch('web/limits/limits.module.js', "database.kind === 'sqlite'", 'true')],
    caughtBy: { spec: 'several-shops', test: 'count the posts of a session together' },
  },
  {
    name: 'mail outside the transaction',
    patches: [
      patch(
        'orders/order-writer.repository.js',
        'await enqueueOrderMails(sql, orderId, { event, trigger, entries });',
        'setTimeout(() => enqueueOrderMails(sql, orderId, { event, trigger, entries }).catch(() => null), 1);',
      ),
    ],
    caughtBy: { spec: 'outbox', test: 'or not at all' },
  },
  {
    name: 'mail from review',
    patches: [
      patch(
        'orders/domain/order-mails.js',
        "payment_mismatched: 'order-review'",
        "payment_mismatched: 'order-paid'",
      ),
      patch('mail/content/order-mails.js', 'if (!paidAt)', 'if (false)'),
    ],
    caughtBy: { spec: 'mail', test: 'under review' },
  },
  {
    name: 'receipt number skipped',
    patches: [
      patch(
        'receipts/issue-documents.repository.js',
        'return number;',
        // Counted in memory, which a transaction that is rolled back does not give back.
        'globalThis.taken ??= {};\n    return { ...number, number: (globalThis.taken[kind] = Math.max(globalThis.taken[kind] ?? 0, number.number - 1) + 1) };',
      ),
    ],
    caughtBy: { spec: 'receipts', test: 'leave no gap where a transaction is rolled back' },
  },
];
