import { type Abstract, type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jest } from '@jest/globals';
import { type Env, parseEnv } from '../../src/config/env.js';
import { PaymentGateway } from '../../src/payments/payment-gateway.js';
import { freshDatabase } from './database.js';
import { FakePaymentGateway } from './fake-payment-gateway.js';

jest.unstable_mockModule('../../src/payments/stripe/stripe-gateway.js', () => ({
  StripeGateway: FakePaymentGateway,
}));
jest.unstable_mockModule('../../src/common/periodic-task.js', () => ({ PeriodicTask: Object }));

const { AppModule } = await import('../../src/app.module.js');
const { RefundsModule } = await import('../../src/orders/refunds/refunds.module.js');
const { ReviewModule } = await import('../../src/orders/review/review.module.js');

export type ShopInProcess = Awaited<ReturnType<typeof openShop>>;

/**
 * The shop's services as they are wired, on a real database of their own, with a Stripe whose answers
 * the test sets. No process, no HTTP, and nothing that recurs runs by itself. `variables` are those of .env.
 */
export async function openShop(variables: Record<string, string> = {}) {
  const databasePath = await freshDatabase();
  const secrets = { session: 'not used'.repeat(8), webhook: 'whsec_not_used' };
  const env = parseEnv(
    { DATABASE_URL: `file:${databasePath}`, ...variables },
    { directory: '/', generatedSecrets: () => secrets },
  );
  const context = await NestFactory.createApplicationContext(wholeShop(env), {
    logger: ['fatal'],
    abortOnError: false,
  });
  const get = <T>(token: Type<T> | Abstract<T>): T => context.get<T>(token, { strict: false });
  return {
    databasePath,
    get,
    gateway: get(PaymentGateway) as FakePaymentGateway,
    close: () => context.close(),
  };
}

@Module({})
class WholeShop {}

/** The modules of the shop's process and those that only the admin's commands use. */
function wholeShop(env: Env): DynamicModule {
  return { module: WholeShop, imports: [AppModule.with(env), RefundsModule, ReviewModule] };
}
