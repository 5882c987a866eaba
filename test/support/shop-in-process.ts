import { setImmediate as aTurn } from 'node:timers/promises';
import type { Abstract, DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jest } from '@jest/globals';
import { type Env, parseEnv } from '../../src/config/env.js';
import { DatabaseService } from '../../src/database/database.service.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import { PaymentGateway } from '../../src/payments/payment-gateway.js';
import { PaymentReaderService } from '../../src/payments/payment-reader.service.js';
import { databaseUrl, freshDatabase, onDatabase } from './database.js';
import { FakePaymentGateway } from './fake-payment-gateway.js';
import { exampleShop } from './shop-folder.js';
import { areWritesRepeated, repeatWrites } from './repeat-writes.js';

jest.unstable_mockModule('../../src/payments/stripe/stripe-gateway.js', () => ({
  StripeGateway: FakePaymentGateway,
}));
jest.unstable_mockModule('../../src/common/periodic-task.js', () => ({ PeriodicTask: Object }));

const { AppModule } = await import('../../src/app.module.js');
const { CheckoutItemsService } = await import('../../src/checkout/checkout-items.service.js');
const { CheckoutService } = await import('../../src/checkout/checkout.service.js');
const { DeliveryService } = await import('../../src/delivery/delivery.service.js');
const { MailDeliveryService } = await import('../../src/mail/mail-delivery.service.js');
const { AdminModule } = await import('../../src/admin/admin.module.js');
const { runCommand } = await import('./commands-in-process.js');
const { WebhooksService } = await import('../../src/webhooks/webhooks.service.js');
const { ReconciliationService } =
  await import('../../src/reconciliation/reconciliation.service.js');

/** How young the sweeper leaves an order alone. */
const GRACE_MS = 1;

export type ShopInProcess = Awaited<ReturnType<typeof openShop>>;

/**
 * The shop's services as they are wired, on a real database of their own, with a Stripe whose answers
 * the test sets. No process, no HTTP, and nothing that recurs runs by itself. `variables` are those of .env; `database`
 * is a path, or a URL of PostgreSQL.
 */
export async function openShop(variables: Record<string, string> = {}, database?: string) {
  const databasePath = database ?? (await freshDatabase());
  const secrets = { session: 'not used'.repeat(8), webhook: 'whsec_not_used' };
  const env = parseEnv(
    {
      DATABASE_URL: databaseUrl(databasePath),
      SHOP_DIR: exampleShop,
      SWEEP_SECONDS: String(GRACE_MS / 1000),
      ...variables,
    },
    { directory: '/', generatedSecrets: () => secrets },
  );
  const said: string[] = [];
  const context = await NestFactory.createApplicationContext(wholeShop(env), {
    logger: keptIn(said),
    abortOnError: false,
  });
  const get = <T>(token: Type<T> | Abstract<T>): T => context.get<T>(token, { strict: false });
  if (areWritesRepeated) repeatWrites(get(DatabaseService));
  return {
    databasePath,
    get,
    gateway: get(PaymentGateway) as FakePaymentGateway,
    /** For `buyNow` and `buyCart` of check-out.ts. */
    items: get(CheckoutItemsService),
    checkout: get(CheckoutService),
    delivery: get(DeliveryService),
    /** Its log. */
    said,
    order: (token: string) => get(OrdersService).findByToken(token),
    change: (sql: string, ...values: unknown[]) =>
      onDatabase(databasePath, (database) => database.prepare(sql).run(...values)),
    /** How many copies of the book are left; null when they are not limited. */
    stockOf: (slug: string) =>
      onDatabase(databasePath, (database) =>
        database.prepare('SELECT stock FROM Book WHERE slug = ?').pluck().get(slug),
      ),
    /** Stripe's youngest event of that type, as a webhook brings it. */
    async deliver(type: string) {
      const { stripe } = get(PaymentGateway) as FakePaymentGateway;
      const event = stripe.events.findLast((each) => each.type === type);
      await get(WebhooksService).receive(Buffer.from(event?.eventId ?? ''), []);
    },
    /** `npm run orders -- …` */
    orders: (...args: (string | number)[]) => runCommand(get, args.map(String)),
    /** One round of the sweeper, to which all that was made before this call is old enough. */
    async sweep() {
      const begun = Date.now();
      while (Date.now() <= begun + GRACE_MS) await aTurn();
      return get(ReconciliationService).run();
    },
    /** Sends the mails that are due. */
    sendMails: () => get(MailDeliveryService).sendDue(),
    close: () => context.close(),
  };
}

/** The same, where Stripe is asked at once: how often a payment may be asked about is other tests' business. */
export async function openImpatientShop(variables: Record<string, string> = {}) {
  const shop = await openShop(variables);
  const { gateway } = shop;
  const reader: Pick<PaymentReaderService, 'getFresh' | 'getFreshRefundsAndDisputes'> = {
    getFresh: async (id) => (await gateway.find(id))?.payment ?? null,
    getFreshRefundsAndDisputes: (id) => gateway.refundsAndDisputes(id),
  };
  Object.assign(shop.get(PaymentReaderService), reader);
  return shop;
}

/** The shop's process, and what only the admin's commands use. */
function wholeShop(env: Env): DynamicModule {
  const shop = AppModule.with(env);
  return { ...shop, imports: [...(shop.imports ?? []), AdminModule] };
}

function keptIn(said: string[]): LoggerService {
  const keep = (message: unknown) => void said.push(String(message));
  return { log: keep, warn: keep, error: keep, fatal: keep };
}
