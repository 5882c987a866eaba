import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jest } from '@jest/globals';
import { type Env, parseEnv } from '../../src/config/env.js';
import { ReaderAdapter, WriterAdapter } from '../../src/database/sqlite/sqlite-adapters.js';
import { exampleShop } from '../support/shop-folder.js';
import { ScheduledGateway } from './scheduled-gateway.js';
import { presentScene } from './scene.js';

/** The sweeper waits for nobody: what is as young as it gets is old enough for it. */
const NO_GRACE = { sweepMs: -60_000 };

/** Nobody cuts the power here, and a disk that is asked to flush takes longer than all the rest. */
class HastyWriter extends WriterAdapter {
  override async connect() {
    const connection = await super.connect();
    await connection.executeScript('PRAGMA synchronous = OFF');
    return connection;
  }
}

// The shop as it is wired, with the scene's Stripe and the scene's pauses; nothing happens by itself.
jest.unstable_mockModule('../../src/payments/stripe/stripe-gateway.js', () => ({
  StripeGateway: ScheduledGateway,
}));
jest.unstable_mockModule('../../src/database/sqlite/sqlite-adapters.js', () => ({
  ReaderAdapter,
  WriterAdapter: HastyWriter,
}));
jest.unstable_mockModule('../../src/common/periodic-task.js', () => ({ PeriodicTask: Object }));
const pause = () => presentScene().turn('pauses');
jest.unstable_mockModule('node:timers/promises', () => ({ setTimeout: pause }));
jest.unstable_mockModule('../../src/payments/resilience/token-buckets.js', () => ({
  TokenBuckets: class {
    waitForToken = pause;
    take = () => undefined;
  },
}));

const { AppModule } = await import('../../src/app.module.js');
const { RefundsModule } = await import('../../src/orders/refunds/refunds.module.js');
const { ReviewModule } = await import('../../src/orders/review/review.module.js');
const { CartService } = await import('../../src/cart/cart.service.js');
const { CheckoutItemsService } = await import('../../src/checkout/checkout-items.service.js');
const { CheckoutService } = await import('../../src/checkout/checkout.service.js');
const { DeliveryService } = await import('../../src/delivery/delivery.service.js');
const { DatabaseService } = await import('../../src/database/database.service.js');
const { OrderExpiryService } = await import('../../src/orders/expiry/order-expiry.service.js');
const { OrdersService } = await import('../../src/orders/orders.service.js');
const { RefundService } = await import('../../src/orders/refunds/refund.service.js');
const { PaymentSyncService } = await import('../../src/orders/payment/payment-sync.service.js');
const { ReconciliationService } =
  await import('../../src/reconciliation/reconciliation.service.js');
const { WebhooksService } = await import('../../src/webhooks/webhooks.service.js');

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** One instance, wired like a process of its own: what it knows of calls under way is its own. */
export async function openShop(databasePath: string) {
  const variables = { DATABASE_URL: `file:${databasePath}`, SHOP_DIR: exampleShop };
  const secrets = { session: 'not used'.repeat(8), webhook: 'whsec_not_used' };
  const around = { directory: '/', generatedSecrets: () => secrets };
  const env = { ...parseEnv(variables, around), ...NO_GRACE };
  const context = await NestFactory.createApplicationContext(wholeShop(env), {
    logger: ['fatal'],
    abortOnError: false,
  });
  letWritersTakeTurns(context);
  return {
    carts: context.get(CartService, ANYWHERE),
    checkout: context.get(CheckoutService, ANYWHERE),
    items: context.get(CheckoutItemsService, ANYWHERE),
    delivery: context.get(DeliveryService, ANYWHERE),
    expiry: context.get(OrderExpiryService, ANYWHERE),
    orders: context.get(OrdersService, ANYWHERE),
    refunds: context.get(RefundService, ANYWHERE),
    settlement: context.get(PaymentSyncService, ANYWHERE),
    reconciliation: context.get(ReconciliationService, ANYWHERE),
    webhooks: context.get(WebhooksService, ANYWHERE),
    close: () => context.close(),
  };
}

const ANYWHERE = { strict: false } as const;

/** Between what a flow has read and what it writes, others may write. */
function letWritersTakeTurns(context: INestApplicationContext) {
  const database = context.get(DatabaseService, ANYWHERE);
  const write = database.write.bind(database);
  const writeSql = database.writeSql.bind(database);
  database.write = async (work) => {
    await presentScene().turn('writes');
    return write(work);
  };
  database.writeSql = async (work) => {
    await presentScene().turn('writes');
    return writeSql(work);
  };
}

@Module({})
class WholeShop {}

/** The modules of the shop's process and those that only the admin's commands use. */
function wholeShop(env: Env): DynamicModule {
  return { module: WholeShop, imports: [AppModule.with(env), RefundsModule, ReviewModule] };
}
